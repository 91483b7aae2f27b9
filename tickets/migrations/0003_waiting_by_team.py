from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_roles'),
        ('tickets', '0002_beside'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='ticket', name='ticket_waiting'),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['status', 'assignee', 'waiting_since', 'team'], name='ticket_waiting'),
        ),
    ]
