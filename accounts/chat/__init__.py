"""Answers residents get in WeChat's chat with customer service."""
