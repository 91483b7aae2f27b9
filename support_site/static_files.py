"""How static files are named: by a hash of their content, so that browsers may keep them for ever."""

from servestatic.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # ES modules import each other by relative name: without this, a new page would import old parts.
    support_js_module_import_aggregation = True
