"""A data folder opened: what runs beside the views and belongs to no role."""
