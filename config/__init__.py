"""Hold the settings of every program; read nothing on import."""
