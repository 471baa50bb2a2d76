"""The main job: stages in order, in processes, resumable; Prefect flows; settings; the command line; reports.

The only room that imports all others, and the only one that knows Prefect.
"""
