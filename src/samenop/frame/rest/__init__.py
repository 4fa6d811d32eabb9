"""What every endpoint shares: problems, access, field types, paging and manners."""
