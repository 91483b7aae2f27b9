from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('routing', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='turn',
            name='closed_until',
            field=models.DateTimeField(null=True),
        ),
    ]
