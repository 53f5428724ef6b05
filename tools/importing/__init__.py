"""Copies the wiki that a team already has into ``docs/team/``: of MkDocs, of Docusaurus, or a folder of Markdown."""
