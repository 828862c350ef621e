"""Forms of the digest."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.digest.article import NewsSource
from mingzhang.digest.issue import IssueKind
from mingzhang.digest.topics import faults
from mingzhang.web.digest.carried import rule_from
from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskReading, DeskSource, DeskTopic
from mingzhang.web.shared.fields import DayField, SeveralFiles


class DeskIntakeForm(forms.Form):
    """News to be taken in: files, or a pasted text."""

    uploads = forms.FileField(
        label="文件（订阅源、OPML 来源清单、网页、邮件、Word、PDF、文本）",
        required=False,
        widget=SeveralFiles(),
    )
    pasted = forms.CharField(
        label="或粘贴一篇", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=100_000
    )


class ArticleForm(forms.ModelForm[DeskArticle]):
    """What the editor makes of an article."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = DeskArticle
        fields = ("choice", "heading", "short", "class_name", "urgency")
        widgets = {"short": forms.Textarea(attrs={"rows": 8})}  # noqa: RUF012 (Django's form)


class IssueForm(forms.Form):
    """A new issue."""

    kind = forms.ChoiceField(label="类型", choices=[(each.value, each.value) for each in IssueKind])
    topic = forms.CharField(label="专题名称", max_length=60, required=False)
    readers = forms.CharField(
        label="报送对象（岗位，用顿号分开）", max_length=300, initial="区长、分管副区长"
    )


class ReadingForm(forms.ModelForm[DeskReading]):
    """What a reader made of an issue."""

    day = DayField(label="日期")

    class Meta:
        model = DeskReading
        fields = ("reader", "day", "kind", "article", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012 (Django's form)

    def __init__(self, *args: Any, issue: DeskIssue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article: Any = self.fields["article"]
        article.queryset = DeskArticle.objects.filter(items__issue=issue)
        article.required, article.label = False, "稿件（不选就是整期）"


class SourceForm(forms.ModelForm[DeskSource]):
    """A listed source; one that is to be fetched has an address on the network."""

    class Meta:
        model = DeskSource
        fields = ("name", "kind", "address", "topic", "fetch")
        help_texts = {"fetch": "不勾选就不联网，只收入存好的文件。"}  # noqa: RUF012 (Django's form)

    def clean(self) -> dict[str, Any] | None:
        """What is to be fetched needs an address."""
        said = super().clean()
        source = NewsSource("", address=self.cleaned_data.get("address") or "")
        if self.cleaned_data.get("fetch") and not source.reachable:
            raise forms.ValidationError("允许抓取的来源要写明网址，以 https:// 或 http:// 开头。")
        return said


class TopicForm(forms.ModelForm[DeskTopic]):
    """A topic rule."""

    class Meta:
        model = DeskTopic
        fields = ("name", "must", "some", "never", "places", "officials", "class_name")
        help_texts = {  # noqa: RUF012 (Django's form)
            "must": "写在这里的词都要有。",
            "some": "有一个就行。",
            "never": "有一个就不要。",
            "places": "写了地点的，要有其中一个。",
            "officials": "写岗位，不写姓名。",
            "class_name": "命中的稿件归入这一类。",
        }

    def clean(self) -> dict[str, Any] | None:
        """A rule that takes everything, or contradicts itself, is told."""
        said = super().clean()
        rule = rule_from(DeskTopic(**{name: self.cleaned_data.get(name) or "" for name in self.Meta.fields}))
        for _, why in faults([rule]):
            raise forms.ValidationError(f"{why}。")
        return said
