"""The transparency log. It imports nothing else of ours, so that an auditor can carry it away."""
