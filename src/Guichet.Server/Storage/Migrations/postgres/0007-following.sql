-- Who follows which products, what they were reminded of, and the address of their calendar.
create table follower (
    person uuid not null primary key references person (id),
    wants_mail boolean not null,
    -- Stands in mails: whoever has it can stop them, and nothing else.
    mail_key uuid not null,
    calendar_hash text
);
create unique index follower_mail_key on follower (mail_key);
create unique index follower_calendar on follower (calendar_hash) where calendar_hash is not null;

-- The subject is a product (windows-server) or a release (windows-server/2019).
create table followed_product (
    person uuid not null references follower (person),
    subject text not null,
    followed_at timestamptz not null,
    primary key (person, subject)
);
create index followed_product_subject on followed_product (subject, person);

create table phase_reminder (
    person uuid not null references follower (person),
    release text not null,
    phase text not null,
    months integer not null,
    told_on date not null,
    primary key (person, release, phase, months)
);
