"""An action somebody took on."""
