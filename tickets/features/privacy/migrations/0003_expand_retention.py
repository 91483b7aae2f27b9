import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0002_expand_exports'),
        ('tickets', '0002_beside'),
    ]

    operations = [
        migrations.CreateModel(
            name='Retention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(blank=True, help_text='its key; empty: there are none', max_length=16, unique=True)),
                ('days', models.PositiveIntegerField(help_text='since nothing has happened in a conversation that is over')),
                ('looked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Aged',
            fields=[
                ('ticket', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='tickets.ticket')),
                ('seq', models.PositiveIntegerField(help_text='its newest then')),
            ],
        ),
    ]
