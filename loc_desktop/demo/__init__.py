"""Made-up people, the sample office, stories, forgeries, the gallery. Nothing below knows it."""
