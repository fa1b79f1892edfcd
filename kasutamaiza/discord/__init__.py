"""Discord on the wire: what it sends, how we know it is Discord, and the calls we make. Knows nothing of us."""
