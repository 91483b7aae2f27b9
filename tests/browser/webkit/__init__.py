"""WebKitGTK, which Playwright can't drive, speaking as much of Playwright's language as the stories use."""
