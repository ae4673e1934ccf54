"""What is known of one issue: `record.json`, and how its parts are cited."""
