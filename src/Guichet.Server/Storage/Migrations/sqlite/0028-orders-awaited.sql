-- Until when an order is to be paid, and why one was canceled.
alter table purchase_order add column pay_by text;
alter table purchase_order add column remind_on text;
alter table purchase_order add column awaited_until text;
alter table purchase_order add column canceled_because text check (canceled_because in ('GivenUp', 'Unpaid'));
create index purchase_order_reminder on purchase_order (remind_on, id) where remind_on is not null;
create index purchase_order_awaited on purchase_order (awaited_until, id) where status = 'AwaitingPayment';

-- Whoever waits from before is reminded first, and has two weeks then.
update purchase_order set
        pay_by = case method when 'BankTransfer' then date(placed_at / 1000000, 'unixepoch', '+30 days') end,
        remind_on = case method when 'BankTransfer' then date('now') end,
        awaited_until = max(date(placed_at / 1000000, 'unixepoch', '+40 days'), date('now', '+14 days'))
    where status = 'AwaitingPayment';
