"""What is private about people: told to them, erased when they ask, gone when its time has come."""
