"""Written resolutions and chair's actions: what is decided between meetings."""
