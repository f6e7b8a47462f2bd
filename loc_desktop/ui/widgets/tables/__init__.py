"""What every table can do: be sorted, be copied from, be exported, remember how it is laid out."""
