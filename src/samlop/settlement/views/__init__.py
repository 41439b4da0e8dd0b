"""Shows lists and households in settlement, and passes on what the user does with them."""
