"""Forms about submissions."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.readers.readable import is_readable

_LARGEST = 100 << 20  # bytes of one upload


class UploadForm(forms.Form):
    """A document to be handed in."""

    document = forms.FileField(label="文件", help_text="Word、Excel、PDF、OFD 或网页；不超过 100 MB")
    note = forms.CharField(label="修改说明", max_length=400, required=False)

    def clean_document(self) -> Any:
        """Refuse what is no document we read, and what is too large, each in a sentence."""
        file = self.cleaned_data["document"]
        suffix = "." + file.name.rpartition(".")[2].lower()
        if not is_readable(suffix):
            raise forms.ValidationError(
                f"“{file.name}”不是可以检查的文件；请上传 Word、Excel、PDF、OFD 或网页。"
            )
        if file.size > _LARGEST:
            raise forms.ValidationError(f"“{file.name}”有 {file.size / (1 << 20):.0f} MB，超过 100 MB。")
        return file
