"""Words put for others: found by what they may have been meant to be, judged by what stands around them."""
