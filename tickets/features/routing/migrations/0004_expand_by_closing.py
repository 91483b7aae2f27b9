from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0003_expand_vanished'),
    ]

    operations = [
        migrations.AddField(
            model_name='agentstate',
            name='by_closing',
            field=models.BooleanField(db_default=False, default=False, editable=False, help_text='away since hours ended, and by that alone'),
        ),
    ]
