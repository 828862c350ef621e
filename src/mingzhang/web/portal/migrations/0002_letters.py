"""The index of the search, made as the database wants it."""

from django.db import migrations

from mingzhang.web.portal.words_index import MAKE


def make(apps, editor):
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)


def unmake(apps, editor):
    editor.execute("DROP TABLE portal_letters")


class Migration(migrations.Migration):

    dependencies = [("portal", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
