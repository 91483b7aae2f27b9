from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sites', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='site',
            name='is_on',
            field=models.BooleanField(default=True, help_text='off: the chat shows nowhere on the website'),
        ),
    ]
