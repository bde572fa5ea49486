-- Who follows which products, what they were reminded of, and the address of their calendar.
create table follower (
    person text not null primary key references person (id),
    wants_mail integer not null,
    -- Stands in mails: whoever has it can stop them, and nothing else.
    mail_key text not null,
    calendar_hash text
) strict;
create unique index follower_mail_key on follower (mail_key);
create unique index follower_calendar on follower (calendar_hash) where calendar_hash is not null;

-- The subject is a product (windows-server) or a release (windows-server/2019).
create table followed_product (
    person text not null references follower (person),
    subject text not null,
    followed_at integer not null,
    primary key (person, subject)
) strict;
create index followed_product_subject on followed_product (subject, person);

create table phase_reminder (
    person text not null references follower (person),
    release text not null,
    phase text not null,
    months integer not null,
    told_on text not null,
    primary key (person, release, phase, months)
) strict;
