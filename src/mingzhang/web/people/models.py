"""People and their posts: a role at an organisation, between two dates."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today


class Role(models.TextChoices):
    """What somebody is at an organisation."""

    PREPARER = "preparer", "填报人"
    APPROVER = "approver", "单位负责人"
    REVIEWER = "reviewer", "审核员"
    MANAGER = "manager", "财政局主管"
    PERFORMANCE = "performance", "绩效办"
    EXPERT = "expert", "评审专家"
    SUPERVISION = "supervision", "督查室"
    LEADER = "leader", "分管领导"  # who signs: what needs a signature, nobody else can do
    INSPECTOR = "inspector", "核验员"
    ASSESSOR = "assessor", "考评员"
    INTERVIEWER = "interviewer", "调查员"
    ARCHIVIST = "archivist", "档案员"
    EDITOR = "editor", "信息编辑"
    ADMINISTRATOR = "administrator", "管理员"


class PersonManager(BaseUserManager["Person"]):
    """How people are made."""

    def create_user(self, username: str, password: str | None = None, name: str = "") -> Person:
        """A person who can sign in with ``password``, or cannot without one."""
        person = self.model(username=username, name=name or username)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in; what one may do follows from the posts alone."""

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("可登录", default=True)
    joined = models.DateTimeField("建立时间", auto_now_add=True)
    must_change = models.BooleanField("须改密码", default=False)  # somebody else knows the password

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        verbose_name = "人员"
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name

    def posts_today(self) -> list[Post]:
        """The posts in force, the oldest first, with their organisations; read once for each request."""
        if not hasattr(self, "_posts"):
            day = today()
            in_force = self.posts.filter(
                Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day)
            )  # PostgreSQL gives them in any order
            self._posts = list(in_force.select_related("organisation").order_by("pk"))
        return self._posts


class Post(models.Model):
    """任职: a person has a role at an organisation; several at once are usual."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts", verbose_name="人员")
    role = models.CharField("角色", max_length=16, choices=Role)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="posts", verbose_name="单位"
    )
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "任职"
        constraints = (
            models.UniqueConstraint(
                fields=["person", "role", "organisation"],
                condition=Q(until=None),
                name="one_post_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}（{self.organisation}）"
