"""What stands beside the pages of a built site: files for machines, policies, the browser's runtime."""
