"""The pages people read and write on: plain HTML from the server, whole without any script."""
