"""Facts of many reports as columns of Parquet files: layout, writing, reading back."""
