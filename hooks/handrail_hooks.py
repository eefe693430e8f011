"""The checkout's door into MkDocs: the plugin's events, for a site that lies beside its product.

MkDocs loads this file by its path, once for all builds of a `serve`.
"""

from handrail.mkdocs import HandrailPlugin

_plugin = HandrailPlugin()

on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_files = _plugin.on_files
on_page_markdown = _plugin.on_page_markdown
on_page_content = _plugin.on_page_content
on_env = _plugin.on_env
on_page_context = _plugin.on_page_context
on_template_context = _plugin.on_template_context
on_post_page = _plugin.on_post_page
on_post_template = _plugin.on_post_template
on_post_build = _plugin.on_post_build
on_build_error = _plugin.on_build_error
on_serve = _plugin.on_serve
