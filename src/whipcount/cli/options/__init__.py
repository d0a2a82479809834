"""What commands share: options of files and stores, tables, output."""
