"""What people read: folds over the events of the record."""
