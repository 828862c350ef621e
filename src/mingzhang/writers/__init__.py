"""Writers: findings out to where people work.  They know formats and no finance, and import only facts."""
