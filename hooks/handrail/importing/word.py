"""Word's documents, read by way of the HTML that `mammoth` makes of them."""

import base64
import io
import zipfile
from typing import Any, Final

import mammoth

from handrail.importing import web_page
from handrail.importing.document import Document, RefusedError

_LARGEST: Final = 200_000_000
"""Bytes that a document may have when it is unpacked."""


def read(data: bytes, name: str) -> Document:
    """Read a .docx; its pictures are in the addresses of the document's, as data.

    Raises:
        RefusedError: If it is damaged, or unpacks to more than a document holds.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if "word/document.xml" not in packed.namelist():
                raise RefusedError(  # noqa: TRY301 - what is wrong is told where it is seen
                    f"{name} is a ZIP archive, but no Word document.", "Unpack it, and import the text in it."
                )
            if sum(each.file_size for each in packed.infolist()) > _LARGEST:
                raise RefusedError(  # noqa: TRY301
                    f"{name} unpacks to more than 200 MB.", "Make its pictures smaller, and save it again."
                )
        found = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(_picture))
    except RefusedError:
        raise
    except Exception as error:  # mammoth raises whatever its parsers raise
        raise RefusedError(
            f"{name} can't be read as a Word document ({type(error).__name__}).",
            "Open it in Word or LibreOffice, save it as .docx once more, and import that.",
        ) from error
    return web_page.read(found.value)


def _picture(image: Any) -> dict[str, str]:  # noqa: ANN401 - mammoth has no types
    with image.open() as opened:
        data = base64.b64encode(opened.read()).decode()
    return {"src": f"data:{image.content_type};base64,{data}"}
