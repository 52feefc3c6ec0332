"""What happens to the record itself: keys, eras, erasures."""
