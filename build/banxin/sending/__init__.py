"""Sending editions by e-mail: lists of readers, the connection, and the log of deliveries."""
