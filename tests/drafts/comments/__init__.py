"""Tests of what proofreaders leave in drafts."""
