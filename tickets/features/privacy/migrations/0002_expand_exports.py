import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.BigIntegerField(help_text='its primary key')),
                ('by', models.CharField(blank=True, help_text='a user name; empty: a command', max_length=150)),
                ('place', models.CharField(help_text='where it is stored', max_length=64)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('done', models.PositiveIntegerField(default=0, help_text='conversations')),
                ('total', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(help_text="bytes; empty: it isn't there yet", null=True)),
                ('ends_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['contact'], name='export_contact')],
            },
        ),
    ]
