"""A local stand-in for WeChat's servers and the residents' phones. It imports nothing of the product."""
