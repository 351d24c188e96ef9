"""What villages and communities declared for households, entered at the support desk."""
