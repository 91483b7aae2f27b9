from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hours', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='hours',
            name='names',
            field=models.JSONField(blank=True, default=dict, help_text='of dates, for who writes them'),
        ),
        migrations.CreateModel(
            name='FirstReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.PositiveSmallIntegerField(help_text="of the week in which it was asked; 0: Monday's first")),
                ('seconds', models.FloatField()),
            ],
            options={
                'indexes': [models.Index(fields=['hour', '-id'], name='first_reply_newest')],
            },
        ),
    ]
