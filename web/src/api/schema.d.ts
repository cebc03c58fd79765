// Made from docs/openapi.json by "npm run types".

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account as it is shown to its owner. */
        AccountView: {
            account_id: string;
            username: string;
            email: string;
            email_verified: boolean;
            pending_email: null | string;
            totp_enabled: boolean;
            telegram_linked: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_login_at: null | string;
        };
        ActorView: {
            /** @description `account`, `api_key`, `bot`, `operator`, `system`. */
            kind: string;
            name: string;
        };
        AddressView: {
            is_valid: boolean;
            /** @description What is wrong; empty where it can be taken. */
            errors: components["schemas"]["FieldError"][];
            /** @description Whose form the address has. */
            networks: string[];
            /** @description Whether its checksum proves that it was copied whole. */
            is_proven: boolean;
            /** @description A private key: it must not be sent anywhere. */
            looks_like_secret: boolean;
        };
        /** @description What became of the people; before it begins, how many there are. */
        AnnouncementPeople: {
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            unreachable: number;
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description Nobody learned whether it arrived; not sent again.
             */
            uncertain: number;
            /** Format: int64 */
            cancelled: number;
        };
        /** @description What is to be said to members of a channel. */
        AnnouncementRequest: {
            channel_id: null | string;
            /** @description `active`, `expiring`, `past`, `tier`. */
            segment: null | string;
            /**
             * Format: int32
             * @description With `tier` only.
             */
            tier_no: null | number;
            /** @description Plain text, 4096 characters at most. */
            body: null | string;
            button_text: null | string;
            button_url: null | string;
        };
        AnnouncementSchedule: {
            /**
             * Format: date-time
             * @description When to begin; null: now.
             */
            at: null | string;
        };
        AnnouncementView: {
            announcement_id: string;
            channel_id: string;
            segment: string;
            /** Format: int32 */
            tier_no: null | number;
            body: string;
            button_text: null | string;
            button_url: null | string;
            /** @description `draft`, `scheduled`, `sending`, `done`, `cancelled`. */
            state: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            due_at: null | string;
            /** Format: date-time */
            started_at: null | string;
            /** Format: date-time */
            ended_at: null | string;
            people: null | components["schemas"]["AnnouncementPeople"];
        };
        /** @description The newest ones of a channel. */
        AnnouncementsView: {
            announcements: components["schemas"]["AnnouncementView"][];
        };
        AttemptView: {
            /** Format: int32 */
            attempt: number;
            /** Format: date-time */
            at: string;
            /**
             * Format: int32
             * @description Null where nothing was answered.
             */
            status: null | number;
            /** @description Null where it was delivered. */
            error: null | string;
            /** Format: int32 */
            duration_ms: number;
        };
        AuditItem: {
            audit_id: string;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["ActorView"];
            action: string;
            object: string;
            /** @description What was; only what changed. */
            before: null | Record<string, never>;
            after: null | Record<string, never>;
        };
        AuditView: {
            items: components["schemas"]["AuditItem"][];
            next_cursor: null | string;
        };
        /** @description All of an owner's channels. */
        BalanceAnswer: {
            channels: components["schemas"]["BalanceView"][];
        };
        /** @description Where the money of one channel stands. */
        BalanceView: {
            channel_id: string;
            title: string;
            strategy: string;
            payable: null | components["schemas"]["CoinView"];
            /** @description Collected and to be converted: its worth when it came. */
            pending_usd: string;
            /** @description On its way by payouts that have not ended. */
            in_flight: components["schemas"]["CoinView"][];
            /** @description Of payouts that came back: owed, and looked at by a person. */
            returned: components["schemas"]["CoinView"][];
            threshold_usd: null | string;
            /**
             * Format: int32
             * @description How much of the threshold is payable; rounded down, 100 at most.
             */
            progress_percent: null | number;
            last_payout: null | components["schemas"]["LastPayoutView"];
        };
        ChangePasswordRequest: {
            current_password: null | string;
            new_password: null | string;
        };
        /**
         * @description A change of a channel. What is absent stays as it is, null empties it: two things that a plain
         *     object cannot tell apart, so each member notes that it was there.
         */
        ChannelPatch: {
            open_description?: null | string;
            closed_description?: null | string;
            donation_text?: null | string;
            /** Format: int32 */
            trial_days?: null | number;
            /** Format: int32 */
            grace_days?: null | number;
            /** Format: int32 */
            tolerance_bps?: null | number;
            /** @description Whether new payments are taken; who is inside stays to the end of what he paid for. */
            is_selling?: null | boolean;
            /** @description All of them; see the channel. */
            muted_events?: null | string[];
            /** @description `instant` or `threshold`. */
            payout_strategy?: null | string;
            /** @description Decimal text. */
            payout_threshold_usd?: null | string;
            /** @description By number, `1` to `3`; null removes a tier. */
            tiers?: null | {
                [key: string]: components["schemas"]["TierRequest"];
            };
        };
        /** @description A channel pair as its owner sees it. */
        ChannelView: {
            channel_id: string;
            link_code: string;
            /** @description Telegram's id; text, as not every reader holds 52 bits. */
            open_channel_id: string;
            closed_channel_id: string;
            open_title: string;
            closed_title: string;
            open_description: null | string;
            closed_description: null | string;
            donation_text: null | string;
            tiers: components["schemas"]["TierView"][];
            /** Format: uri */
            donation_link: string;
            /**
             * Format: uri
             * @description The page that can be shared.
             */
            public_url: string;
            payout_strategy: string;
            payout_threshold_usd: null | string;
            payout_coin: string;
            payout_address: string;
            payout_extra_id: null | string;
            /** Format: int32 */
            trial_days: number;
            /** Format: int32 */
            grace_days: number;
            /** Format: int32 */
            tolerance_bps: number;
            /** @description What the owner does not want to hear of. */
            muted_events: string[];
            /**
             * Format: int32
             * @description Goes up with each change; the ETag.
             */
            version: number;
            /** Format: date-time */
            created_at: string;
            /** @description Whether new payments are taken. */
            is_selling: boolean;
            held_wallet: null | components["schemas"]["WalletChangeView"];
        };
        ChannelsView: {
            items: components["schemas"]["ChannelView"][];
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            max_channels: number;
        };
        /** @description A chat that the owner let the bot into. */
        ChatView: {
            chat_id: string;
            title: string;
            /** @description `channel` or `supergroup`. */
            kind: string;
            can_post: boolean;
            can_invite: boolean;
            can_ban: boolean;
            /** @description Whether it is sold already. */
            is_used: boolean;
        };
        ChatsView: {
            items: components["schemas"]["ChatView"][];
            /** @description Whom to make an administrator. */
            bot_username: string;
        };
        ChurnView: {
            /** @description Null where nobody paid 30 days ago. */
            monthly_rate_percent: null | string;
        };
        CodeRequest: {
            code: null | string;
        };
        /** @description An amount of a coin, in whole coins: exact decimal digits. */
        CoinView: {
            coin: string;
            amount: string;
        };
        CouponRequest: {
            /** @description 3 to 20 letters and digits. */
            code: null | string;
            /**
             * Format: int32
             * @description 1 to 100; exactly one of this and `amount_off_usd`.
             */
            percent_off: null | number;
            /** @description Decimal text. */
            amount_off_usd: null | string;
            /**
             * Format: int32
             * @description For how many paid periods of one person; null: all.
             */
            periods: null | number;
            /**
             * Format: int32
             * @description How many people may use it; null: any number.
             */
            uses_max: null | number;
            /**
             * Format: date-time
             * @description Null: never.
             */
            expires_at: null | string;
        };
        CouponView: {
            coupon_id: string;
            code: string;
            /** Format: int32 */
            percent_off: null | number;
            amount_off_usd: null | string;
            /** Format: int32 */
            periods: null | number;
            /** Format: int32 */
            uses_max: null | number;
            /** Format: date-time */
            expires_at: null | string;
            /**
             * Format: int64
             * @description How many have used it in a paid order.
             */
            people: number;
        };
        CouponsView: {
            items: components["schemas"]["CouponView"][];
        };
        CurrencyView: {
            currency: string;
            name: string;
            networks: string[];
        };
        DeliveriesView: {
            items: components["schemas"]["DeliveryView"][];
            next_cursor: null | string;
        };
        DeliveryDetailView: {
            delivery: components["schemas"]["DeliveryView"];
            /** @description What is sent; the signature is over its bytes. */
            payload: components["schemas"]["JsonElement"];
            /** @description The newest first, at most 100. */
            attempt_log: components["schemas"]["AttemptView"][];
        };
        DeliveryView: {
            delivery_id: string;
            event_id: string;
            event_type: string;
            channel_id: null | string;
            /** @description What it is about; what concerns one object is sent in order. */
            object: string;
            /** Format: date-time */
            happened_at: string;
            /** @description `pending`, `delivered`, `failed`, or `discarded`: the endpoint was off. */
            state: string;
            /** Format: int32 */
            attempts: number;
            /**
             * Format: date-time
             * @description Null when there is none.
             */
            next_attempt_at: null | string;
            /** Format: int32 */
            last_status: null | number;
            last_error: null | string;
            /** Format: int32 */
            last_duration_ms: null | number;
            /** Format: date-time */
            ended_at: null | string;
        };
        /** @description What came on one day, UTC, in dollars at the time of receipt. */
        EarningsDay: {
            day: string;
            gross_usd: string;
            fee_usd: string;
            net_usd: string;
            /** @description The part of gross that was given. */
            donations_usd: string;
            /** Format: int64 */
            payments: number;
        };
        /** @description All days together. */
        EarningsTotals: {
            gross_usd: string;
            fee_usd: string;
            net_usd: string;
            donations_usd: string;
            /** Format: int64 */
            payments: number;
        };
        EmailRequest: {
            email: null | string;
        };
        EventTypeView: {
            name: string;
            description: string;
        };
        EventTypesView: {
            /** @description The form that payloads have. */
            api_version: string;
            items: components["schemas"]["EventTypeView"][];
        };
        /** @description What is wrong with one field. */
        FieldError: {
            /** @description Path in the request, for example `tiers[0].price_usd`. */
            field: string;
            /** @description Stable; programs may rely on it. */
            code: string;
            /** @description For people; may change. */
            message: string;
        };
        FunnelStep: {
            /** @description `ordered`, `invoiced`, `paid` or `joined`. */
            step: string;
            /** Format: int64 */
            count: number;
        };
        /** @description One thing that has to be so for a channel to work. */
        HealthCheckView: {
            /** @description For programs. */
            code: string;
            is_ok: boolean;
            message: string;
            /** @description What to do; null where all is well. */
            cure: null | string;
        };
        HealthView: {
            checks: components["schemas"]["HealthCheckView"][];
        };
        JsonElement: unknown;
        KeyRequest: {
            name: null | string;
            /** @description `read`, `write`. */
            scopes: null | string[];
            /** Format: date-time */
            expires_at: null | string;
            /** @description Networks as `203.0.113.0/24`; none: from anywhere. */
            allowed_addresses: null | string[];
        };
        KeyView: {
            key_id: string;
            name: string;
            /** @description How the secret begins. */
            prefix: string;
            scopes: string[];
            allowed_addresses: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: null | string;
            /** Format: date-time */
            last_used_at: null | string;
        };
        KeysView: {
            items: components["schemas"]["KeyView"][];
        };
        /** @description The payout that arrived last. */
        LastPayoutView: {
            amount: components["schemas"]["CoinView"];
            tx_hash: null | string;
            /** Format: date-time */
            at: string;
        };
        /** @description One posting of the books that this payment, or its own payout, caused. */
        LedgerLine: {
            account: string;
            coin: string;
            amount: string;
            /** Format: date-time */
            at: string;
            fact: string;
        };
        LoginRequest: {
            /** @description A name, or a confirmed mail address. */
            login: null | string;
            password: null | string;
            /** @description Of the authenticator, or a recovery code. */
            code: null | string;
            /** @description `cookie` for the site, `token` for programs. */
            session: null | string;
        };
        /** @description In which coins owners can be paid. */
        MappingsView: {
            networks: components["schemas"]["NetworkView"][];
            currencies: components["schemas"]["CurrencyView"][];
        };
        /** @description One month; the running one ends now. */
        MovementView: {
            month: string;
            opening: string;
            new: string;
            expansion: string;
            contraction: string;
            churn: string;
            reactivation: string;
            closing: string;
        };
        NetworkView: {
            network: string;
            name: string;
            /** @description `none` or `optional`. */
            memo: string;
            /** @description Tickers that can be had there. */
            currencies: string[];
        };
        NewEmailRequest: {
            new_email: null | string;
        };
        NewKeyView: {
            key: components["schemas"]["KeyView"];
            /** @description Shown once. */
            secret: string;
        };
        NewSecretView: {
            /** @description Shown once; it signs from now on. */
            secret: string;
            /**
             * Format: date-time
             * @description Until then the one before signs, too.
             */
            previous_valid_until: string;
        };
        NewWebhookView: {
            endpoint: components["schemas"]["WebhookView"];
            /** @description Signs what is sent there. Shown once. */
            secret: string;
        };
        /** @description What an owner sees first; every figure is defined in `docs/analytics.md`. */
        OverviewView: {
            definitions_version: string;
            earnings: components["schemas"]["EarningsDay"][];
            totals: components["schemas"]["EarningsTotals"];
            mrr: components["schemas"]["RecurringView"];
            subscribers: components["schemas"]["SubscriberCounts"];
            churn: components["schemas"]["ChurnView"];
            lifetime_value_usd: null | string;
            funnel: components["schemas"]["FunnelStep"][];
            per_tier: components["schemas"]["TierLine"][];
            last_payments: components["schemas"]["PaymentView"][];
        };
        /** @description A payment with its whole story. */
        PaymentDetail: {
            timeline?: null | components["schemas"]["TimelineEntry"][];
            /** @description The payout that carries it to the owner; null while there is none. */
            payout_id?: null | string;
            ledger?: null | components["schemas"]["LedgerLine"][];
            payment_id: string;
            order_id: string;
            channel_id: string;
            channel_title: string;
            /** @description `subscription`, `donation` or `gift`. */
            kind: string;
            /** Format: int32 */
            tier_no?: null | number;
            /**
             * Format: int64
             * @description The buyer; null where a donor wishes to stay unknown.
             */
            user_id?: null | number;
            state: string;
            reason?: null | string;
            price_usd: string;
            pay?: null | components["schemas"]["CoinView"];
            /** @description What came, in dollars at the time of receipt. */
            received_usd?: null | string;
            outcome?: null | components["schemas"]["CoinView"];
            fee?: null | components["schemas"]["CoinView"];
            net?: null | components["schemas"]["CoinView"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            paid_at?: null | string;
        };
        /** @description One payment as the owner of its channel sees it. */
        PaymentView: {
            payment_id: string;
            order_id: string;
            channel_id: string;
            channel_title: string;
            /** @description `subscription`, `donation` or `gift`. */
            kind: string;
            /** Format: int32 */
            tier_no?: null | number;
            /**
             * Format: int64
             * @description The buyer; null where a donor wishes to stay unknown.
             */
            user_id?: null | number;
            state: string;
            reason?: null | string;
            price_usd: string;
            pay?: null | components["schemas"]["CoinView"];
            /** @description What came, in dollars at the time of receipt. */
            received_usd?: null | string;
            outcome?: null | components["schemas"]["CoinView"];
            fee?: null | components["schemas"]["CoinView"];
            net?: null | components["schemas"]["CoinView"];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            paid_at?: null | string;
        };
        PaymentsView: {
            items: components["schemas"]["PaymentView"][];
            next_cursor: null | string;
        };
        /** @description A payout with its whole story. */
        PayoutDetail: {
            timeline?: null | components["schemas"]["TimelineEntry"][];
            /** @description Whose shares it carries. */
            payments?: null | string[];
            payout_id: string;
            channel_id: string;
            channel_title: string;
            /** @description `payment` or `batch`. */
            cause: string;
            /** @description One of IReadOnlyList&lt;string&gt; PayoutFilter.States. */
            state: string;
            reason?: null | string;
            /** @description What leaves the wallet. */
            source: components["schemas"]["CoinView"];
            /** @description What the owner gets. */
            target: components["schemas"]["PayoutTargetView"];
            address: string;
            extra_id?: null | string;
            value_usd?: null | string;
            /** @description The transaction that paid the owner. */
            tx_hash?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at?: null | string;
        };
        PayoutTargetView: {
            coin: string;
            /** @description Null until it has arrived. */
            amount: null | string;
        };
        /** @description One payout as the owner who gets it sees it. */
        PayoutView: {
            payout_id: string;
            channel_id: string;
            channel_title: string;
            /** @description `payment` or `batch`. */
            cause: string;
            /** @description One of IReadOnlyList&lt;string&gt; PayoutFilter.States. */
            state: string;
            reason?: null | string;
            /** @description What leaves the wallet. */
            source: components["schemas"]["CoinView"];
            /** @description What the owner gets. */
            target: components["schemas"]["PayoutTargetView"];
            address: string;
            extra_id?: null | string;
            value_usd?: null | string;
            /** @description The transaction that paid the owner. */
            tx_hash?: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            completed_at?: null | string;
        };
        PayoutsView: {
            items: components["schemas"]["PayoutView"][];
            next_cursor: null | string;
        };
        /** @description Waits for a mail that was asked for. */
        PendingEmailView: {
            pending_email: string;
        };
        /**
         * @description An answer that says what went wrong, as RFC 9457 describes it, with a stable code. Each feature
         *     has a list of its own; here are those that any route may give.
         */
        Problem: {
            /** @description A name for the kind of problem; no page stands behind it. */
            type: string;
            /** @description For people: what happened and what to do. */
            title: string;
            /** Format: int32 */
            status: number;
            /** @description For programs; never changes. */
            code: string;
            /** @description What is wrong with which field; often empty. */
            errors: components["schemas"]["FieldError"][];
        };
        /** @description A channel as everybody may see it. */
        PublicChannelView: {
            title: string;
            description: null | string;
            /** @description Whether the bot takes new payments for it. */
            is_selling: boolean;
            tiers: components["schemas"]["TierView"][];
            /** Format: uri */
            donation_link: string;
            /**
             * Format: int32
             * @description Days that somebody new may try; 0: none.
             */
            trial_days: number;
        };
        /** @description Shown once. */
        RecoveryCodesView: {
            recovery_codes: string[];
        };
        /** @description Monthly recurring revenue. */
        RecurringView: {
            now_usd: string;
            movement: components["schemas"]["MovementView"][];
        };
        RefreshRequest: {
            /** @description Null where it is in the cookie. */
            refresh_token: null | string;
        };
        /** @description A pair to be registered. Its titles are Telegram's; what else is wanted can be said later. */
        RegisterRequest: {
            /** @description One of `GET /chats`. */
            open_channel_id: null | string;
            closed_channel_id: null | string;
            /** @description One to three; their order gives their numbers. */
            tiers: null | components["schemas"]["TierRequest"][];
            /** @description `instant` or `threshold`. */
            payout_strategy: null | string;
            /** @description Decimal text; only with `threshold`. */
            payout_threshold_usd: null | string;
            /** @description `ticker@network` */
            payout_coin: null | string;
            payout_address: null | string;
            payout_extra_id: null | string;
        };
        ReplayRequest: {
            /**
             * Format: date-time
             * @description The first moment.
             */
            from: null | string;
            /**
             * Format: date-time
             * @description The first moment after it; later than now is now.
             */
            to: null | string;
            /** @description Null: what the endpoint wants. */
            event_types: null | string[];
        };
        ReplayView: {
            /**
             * Format: int64
             * @description How many events of the account are in it.
             */
            count: number;
        };
        ResetRequest: {
            token: null | string;
            new_password: null | string;
        };
        SessionItem: {
            session_id: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string;
            user_agent: string;
            is_current: boolean;
        };
        /** @description What somebody gets who signed in. */
        SessionView: {
            access_token: string;
            token_type: string;
            /**
             * Format: int32
             * @description Seconds.
             */
            expires_in: number;
            /** @description Null where it is in a cookie. */
            refresh_token: null | string;
            account: components["schemas"]["AccountView"];
        };
        SessionsView: {
            items: components["schemas"]["SessionItem"][];
        };
        SignUpRequest: {
            username: null | string;
            email: null | string;
            password: null | string;
            /** @description `cookie` for the site, `token` for programs. */
            session: null | string;
        };
        /** @description One movement; see Movement. */
        StatementLine: {
            /** Format: date-time */
            at: string;
            kind: string;
            reference: string;
            coin: string;
            amount: string;
            gross: null | string;
            fee: null | string;
            gas_eth: null | string;
            swap_cost_usdt: null | string;
            paid_coin: null | string;
            paid_amount: null | string;
            tx_hash: null | string;
        };
        StatementMonth: {
            /** @description As `2026-11`. */
            month: string;
        };
        StatementMonths: {
            items: components["schemas"]["StatementMonth"][];
        };
        /** @description An owner's month as JSON; amounts in whole coins. */
        StatementReport: {
            channel_id: string;
            month: string;
            opening: {
                [key: string]: string;
            };
            movements: components["schemas"]["StatementLine"][];
            closing: {
                [key: string]: string;
            };
            on_the_way: {
                [key: string]: string;
            };
        };
        StepUpRequest: {
            /** @description Of an account without an authenticator. */
            password: null | string;
            /** @description Of one with an authenticator. */
            code: null | string;
        };
        StepUpView: {
            /**
             * Format: date-time
             * @description How long sensitive changes are possible.
             */
            until: string;
        };
        SubscriberCounts: {
            /** Format: int64 */
            active: number;
            /** Format: int64 */
            trial: number;
            /** Format: int64 */
            grace: number;
            /** Format: int64 */
            expiring_7_days: number;
            /** Format: int64 */
            new_30_days: number;
            /** Format: int64 */
            churned_30_days: number;
        };
        /** @description A subscription with everything that happened to it. */
        SubscriberDetail: {
            events?: null | components["schemas"]["SubscriberEvent"][];
            subscription_id: string;
            channel_id: string;
            channel_title: string;
            /** Format: int64 */
            user_id: number;
            /** @description One of the states of `docs/subscriptions.md`. */
            state: string;
            /** Format: int32 */
            tier_no?: null | number;
            /** Format: date-time */
            paid_until: string;
            /** Format: date-time */
            created_at: string;
            /** @description What came for it, in dollars at the time of receipt, without what was sent back. */
            total_paid_usd: string;
            /** Format: int64 */
            payments_count: number;
        };
        /** @description One entry of the log. */
        SubscriberEvent: {
            /** Format: date-time */
            at: string;
            kind: string;
            /** @description The state that it left. */
            state: string;
            /**
             * Format: int32
             * @description Days given.
             */
            days: null | number;
            /** Format: int32 */
            tier_no: null | number;
            /**
             * Format: date-time
             * @description Until when they counted on that day.
             */
            valid_until: null | string;
            payment_id: null | string;
        };
        /** @description One person's subscription to one channel, as the channel's owner sees it. */
        SubscriberView: {
            subscription_id: string;
            channel_id: string;
            channel_title: string;
            /** Format: int64 */
            user_id: number;
            /** @description One of the states of `docs/subscriptions.md`. */
            state: string;
            /** Format: int32 */
            tier_no?: null | number;
            /** Format: date-time */
            paid_until: string;
            /** Format: date-time */
            created_at: string;
            /** @description What came for it, in dollars at the time of receipt, without what was sent back. */
            total_paid_usd: string;
            /** Format: int64 */
            payments_count: number;
        };
        SubscribersView: {
            items: components["schemas"]["SubscriberView"][];
            next_cursor: null | string;
        };
        TelegramLinkView: {
            /**
             * Format: uri
             * @description Opens the bot, which asks whether the account is his.
             */
            url: string;
            /** Format: date-time */
            expires_at: string;
        };
        TierLine: {
            channel_id: string;
            /** Format: int32 */
            tier_no: number;
            /** @description What it costs now; null where the tier is no longer sold. */
            price_usd: null | string;
            /**
             * Format: int64
             * @description Who is active by it.
             */
            active: number;
            /** @description What came for it in the days asked for. */
            revenue_usd: string;
        };
        TierRequest: {
            /** @description Dollars as text, two decimals at most. */
            price_usd?: null | string;
            /** Format: int32 */
            days?: null | number;
        };
        TierView: {
            /** Format: int32 */
            tier_no: number;
            /** @description Decimal text. */
            price_usd: string;
            /** Format: int32 */
            days: number;
            /**
             * Format: uri
             * @description Opens the bot with this tier.
             */
            link: string;
        };
        /** @description One thing that happened, as its owner reads it. */
        TimelineEntry: {
            /** Format: date-time */
            at: string;
            /** @description A stable word; TimelineTitles has all of them. */
            kind: string;
            /** @description The same as a sentence. */
            title: string;
            /** @description Amounts, reasons, names. */
            detail: null | string;
            /** @description The transaction, where there is one. */
            tx_hash: null | string;
            /**
             * Format: uri
             * @description Where that transaction can be looked up.
             */
            url: null | string;
        };
        TokenRequest: {
            /** @description From the link in the mail. */
            token: null | string;
        };
        TotpOffer: {
            /** @description For typing. */
            secret: string;
            /** @description What the picture says. */
            uri: string;
            /** @description The picture, as SVG. */
            qr_svg: string;
        };
        VerificationView: {
            email_verified: boolean;
            email: string;
            /**
             * Format: date-time
             * @description Null where it is confirmed.
             */
            can_resend_at: null | string;
        };
        /** @description A change of where an owner is paid. */
        WalletChangeView: {
            change_id: string;
            /** @description `held`, `applied`, `cancelled`, `overtaken`. */
            state: string;
            before: components["schemas"]["WalletFields"];
            after: components["schemas"]["WalletFields"];
            /** Format: date-time */
            requested_at: string;
            /** Format: date-time */
            hold_until: string;
            /** Format: date-time */
            ended_at: null | string;
        };
        WalletFields: {
            /** @description `ticker@network` */
            payout_coin: string;
            payout_address: string;
            /** @description Memo or tag. */
            payout_extra_id: null | string;
        };
        WalletRequest: {
            /** @description `ticker@network` */
            payout_coin: null | string;
            payout_address: null | string;
            /** @description Memo or tag, where the network has one. */
            payout_extra_id: null | string;
        };
        WalletView: {
            current: components["schemas"]["WalletFields"];
            held: null | components["schemas"]["WalletChangeView"];
            /** @description The newest first. */
            history: components["schemas"]["WalletChangeView"][];
        };
        /** @description A change of an endpoint. What is absent stays as it is; null empties the description. */
        WebhookPatch: {
            url?: null | string;
            event_types?: null | string[];
            /** @description True also ends a stop, after 410 or five days of failures. */
            is_enabled?: null | boolean;
            description?: null | string;
        };
        WebhookRequest: {
            /** @description https, at most 500 characters, on the internet. */
            url: null | string;
            /** @description At least one; see `GET /webhooks/event-types`. */
            event_types: null | string[];
            /** @description At most 200 characters, for oneself. */
            description: null | string;
        };
        WebhookTestView: {
            /** @description Shows how the test went. */
            delivery_id: string;
        };
        WebhookView: {
            endpoint_id: string;
            url: string;
            event_types: string[];
            description: null | string;
            /** @description False: nothing is sent there. */
            is_enabled: boolean;
            /**
             * @description `owner`, `gone` (it answered 410) or `failing` (for five days); null while it is
             *     on.
             */
            disabled_reason: null | string;
            /**
             * Format: date-time
             * @description The first failure since the last success; null when it is well.
             */
            failing_since: null | string;
            /**
             * Format: date-time
             * @description While a secret is being replaced.
             */
            previous_secret_valid_until: null | string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        WebhooksView: {
            items: components["schemas"]["WebhookView"][];
            /** Format: int32 */
            count: number;
            /**
             * Format: int32
             * @description How many an account may have.
             */
            max: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
