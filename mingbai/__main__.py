"""Let `python -m mingbai` do what `mingbai` does; do nothing else."""

from mingbai.app import main

if __name__ == "__main__":
    main()
