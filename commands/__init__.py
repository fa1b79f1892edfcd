"""What members can say. One file, one command (or group); drop it in and it is live."""
