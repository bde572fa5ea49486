-- Until when an order is to be paid, and why one was canceled.
alter table purchase_order add column pay_by date;
alter table purchase_order add column remind_on date;
alter table purchase_order add column awaited_until date;
alter table purchase_order add column canceled_because text check (canceled_because in ('GivenUp', 'Unpaid'));
create index purchase_order_reminder on purchase_order (remind_on, id) where remind_on is not null;
create index purchase_order_awaited on purchase_order (awaited_until, id) where status = 'AwaitingPayment';

-- Whoever waits from before is reminded first, and has two weeks then.
update purchase_order set
        pay_by = case method when 'BankTransfer' then (placed_at at time zone 'utc')::date + 30 end,
        remind_on = case method when 'BankTransfer' then current_date end,
        awaited_until = greatest((placed_at at time zone 'utc')::date + 40, current_date + 14)
    where status = 'AwaitingPayment';
