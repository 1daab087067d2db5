"""Drafts for proofreaders."""
