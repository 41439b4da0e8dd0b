"""Runs the command line as `python -m samlop.config.cli`, for processes that this product starts itself."""

import sys

from samlop.config.cli.main import main

sys.exit(main())
