"""What an administrator does: backups, a static copy of the site."""
