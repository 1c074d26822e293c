import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace fulgur. */
export namespace fulgur {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of an AttentionCommand.
         * @deprecated Use fulgur.v1.AttentionCommand.$Properties instead.
         */
        interface IAttentionCommand extends fulgur.v1.AttentionCommand.$Properties {
        }

        /** Represents an AttentionCommand. */
        class AttentionCommand {

            /**
             * Constructs a new AttentionCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AttentionCommand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttentionCommand submit. */
            submit?: (fulgur.v1.Submit.$Properties|null);

            /** AttentionCommand cancel. */
            cancel?: (fulgur.v1.Cancel.$Properties|null);

            /** AttentionCommand command. */
            command?: ("submit"|"cancel");

            /**
             * Creates a new AttentionCommand instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AttentionCommand instance
             */
            static create(properties: fulgur.v1.AttentionCommand.$Shape): fulgur.v1.AttentionCommand & fulgur.v1.AttentionCommand.$Shape;
            static create(properties?: fulgur.v1.AttentionCommand.$Properties): fulgur.v1.AttentionCommand;

            /**
             * Encodes the specified AttentionCommand message. Does not implicitly {@link fulgur.v1.AttentionCommand.verify|verify} messages.
             * @param message AttentionCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AttentionCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttentionCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AttentionCommand & fulgur.v1.AttentionCommand.$Shape} AttentionCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AttentionCommand & fulgur.v1.AttentionCommand.$Shape;
        }

        namespace AttentionCommand {

            /** Properties of an AttentionCommand. */
            interface $Properties {

                /** AttentionCommand submit */
                submit?: (fulgur.v1.Submit.$Properties|null);

                /** AttentionCommand cancel */
                cancel?: (fulgur.v1.Cancel.$Properties|null);

                /** AttentionCommand command */
                command?: ("submit"|"cancel");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AttentionCommand. */
            type $Shape = {
              submit?: fulgur.v1.Submit.$Shape|null;
              cancel?: fulgur.v1.Cancel.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ command?: undefined; submit?: null; cancel?: null }|{ command?: "submit"; submit: fulgur.v1.Submit.$Shape; cancel?: null }|{ command?: "cancel"; submit?: null; cancel: fulgur.v1.Cancel.$Shape })
            );
        }

        /**
         * Properties of a Submit.
         * @deprecated Use fulgur.v1.Submit.$Properties instead.
         */
        interface ISubmit extends fulgur.v1.Submit.$Properties {
        }

        /** Represents a Submit. */
        class Submit {

            /**
             * Constructs a new Submit.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Submit.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Submit requestId. */
            requestId: string;

            /** Submit promptIds. */
            promptIds: number[];

            /** Submit generatedIds. */
            generatedIds: number[];

            /** Submit sampling. */
            sampling?: (fulgur.v1.SamplingParams.$Properties|null);

            /** Submit maxTokens. */
            maxTokens: number;

            /** Submit stopTokenIds. */
            stopTokenIds: number[];

            /** Submit topLogprobs. */
            topLogprobs?: (number|null);

            /** Submit cacheSalt. */
            cacheSalt: Uint8Array;

            /** Submit deadlineUnixMs. */
            deadlineUnixMs: number;

            /** Submit traceparent. */
            traceparent: string;

            /** Submit tenant. */
            tenant: string;

            /** Submit priority. */
            priority: fulgur.v1.Priority;

            /**
             * Creates a new Submit instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Submit instance
             */
            static create(properties: fulgur.v1.Submit.$Shape): fulgur.v1.Submit & fulgur.v1.Submit.$Shape;
            static create(properties?: fulgur.v1.Submit.$Properties): fulgur.v1.Submit;

            /**
             * Encodes the specified Submit message. Does not implicitly {@link fulgur.v1.Submit.verify|verify} messages.
             * @param message Submit message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Submit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Submit message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Submit & fulgur.v1.Submit.$Shape} Submit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Submit & fulgur.v1.Submit.$Shape;
        }

        namespace Submit {

            /** Properties of a Submit. */
            interface $Properties {

                /** Submit requestId */
                requestId?: (string|null);

                /** Submit promptIds */
                promptIds?: (number[]|null);

                /** Submit generatedIds */
                generatedIds?: (number[]|null);

                /** Submit sampling */
                sampling?: (fulgur.v1.SamplingParams.$Properties|null);

                /** Submit maxTokens */
                maxTokens?: (number|null);

                /** Submit stopTokenIds */
                stopTokenIds?: (number[]|null);

                /** Submit topLogprobs */
                topLogprobs?: (number|null);

                /** Submit cacheSalt */
                cacheSalt?: (Uint8Array|null);

                /** Submit deadlineUnixMs */
                deadlineUnixMs?: (number|null);

                /** Submit traceparent */
                traceparent?: (string|null);

                /** Submit tenant */
                tenant?: (string|null);

                /** Submit priority */
                priority?: (fulgur.v1.Priority|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Submit. */
            type $Shape = fulgur.v1.Submit.$Properties;
        }

        /**
         * Properties of a Cancel.
         * @deprecated Use fulgur.v1.Cancel.$Properties instead.
         */
        interface ICancel extends fulgur.v1.Cancel.$Properties {
        }

        /** Represents a Cancel. */
        class Cancel {

            /**
             * Constructs a new Cancel.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Cancel.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Cancel requestId. */
            requestId: string;

            /**
             * Creates a new Cancel instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Cancel instance
             */
            static create(properties: fulgur.v1.Cancel.$Shape): fulgur.v1.Cancel & fulgur.v1.Cancel.$Shape;
            static create(properties?: fulgur.v1.Cancel.$Properties): fulgur.v1.Cancel;

            /**
             * Encodes the specified Cancel message. Does not implicitly {@link fulgur.v1.Cancel.verify|verify} messages.
             * @param message Cancel message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Cancel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Cancel message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Cancel & fulgur.v1.Cancel.$Shape} Cancel
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Cancel & fulgur.v1.Cancel.$Shape;
        }

        namespace Cancel {

            /** Properties of a Cancel. */
            interface $Properties {

                /** Cancel requestId */
                requestId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Cancel. */
            type $Shape = fulgur.v1.Cancel.$Properties;
        }

        /**
         * Properties of an AttentionEvents.
         * @deprecated Use fulgur.v1.AttentionEvents.$Properties instead.
         */
        interface IAttentionEvents extends fulgur.v1.AttentionEvents.$Properties {
        }

        /** Represents an AttentionEvents. */
        class AttentionEvents {

            /**
             * Constructs a new AttentionEvents.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AttentionEvents.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttentionEvents tokens. */
            tokens: fulgur.v1.TokenEvent.$Properties[];

            /** AttentionEvents finished. */
            finished: fulgur.v1.FinishedEvent.$Properties[];

            /** AttentionEvents failed. */
            failed: fulgur.v1.FailedEvent.$Properties[];

            /**
             * Creates a new AttentionEvents instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AttentionEvents instance
             */
            static create(properties: fulgur.v1.AttentionEvents.$Shape): fulgur.v1.AttentionEvents & fulgur.v1.AttentionEvents.$Shape;
            static create(properties?: fulgur.v1.AttentionEvents.$Properties): fulgur.v1.AttentionEvents;

            /**
             * Encodes the specified AttentionEvents message. Does not implicitly {@link fulgur.v1.AttentionEvents.verify|verify} messages.
             * @param message AttentionEvents message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AttentionEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttentionEvents message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AttentionEvents & fulgur.v1.AttentionEvents.$Shape} AttentionEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AttentionEvents & fulgur.v1.AttentionEvents.$Shape;
        }

        namespace AttentionEvents {

            /** Properties of an AttentionEvents. */
            interface $Properties {

                /** AttentionEvents tokens */
                tokens?: (fulgur.v1.TokenEvent.$Properties[]|null);

                /** AttentionEvents finished */
                finished?: (fulgur.v1.FinishedEvent.$Properties[]|null);

                /** AttentionEvents failed */
                failed?: (fulgur.v1.FailedEvent.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AttentionEvents. */
            type $Shape = fulgur.v1.AttentionEvents.$Properties;
        }

        /**
         * Properties of a TokenEvent.
         * @deprecated Use fulgur.v1.TokenEvent.$Properties instead.
         */
        interface ITokenEvent extends fulgur.v1.TokenEvent.$Properties {
        }

        /** Represents a TokenEvent. */
        class TokenEvent {

            /**
             * Constructs a new TokenEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TokenEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenEvent requestId. */
            requestId: string;

            /** TokenEvent index. */
            index: number;

            /** TokenEvent token. */
            token?: (fulgur.v1.TokenLogprobs.$Properties|null);

            /** TokenEvent cachedTokens. */
            cachedTokens: number;

            /**
             * Creates a new TokenEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenEvent instance
             */
            static create(properties: fulgur.v1.TokenEvent.$Shape): fulgur.v1.TokenEvent & fulgur.v1.TokenEvent.$Shape;
            static create(properties?: fulgur.v1.TokenEvent.$Properties): fulgur.v1.TokenEvent;

            /**
             * Encodes the specified TokenEvent message. Does not implicitly {@link fulgur.v1.TokenEvent.verify|verify} messages.
             * @param message TokenEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TokenEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenEvent & fulgur.v1.TokenEvent.$Shape} TokenEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TokenEvent & fulgur.v1.TokenEvent.$Shape;
        }

        namespace TokenEvent {

            /** Properties of a TokenEvent. */
            interface $Properties {

                /** TokenEvent requestId */
                requestId?: (string|null);

                /** TokenEvent index */
                index?: (number|null);

                /** TokenEvent token */
                token?: (fulgur.v1.TokenLogprobs.$Properties|null);

                /** TokenEvent cachedTokens */
                cachedTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenEvent. */
            type $Shape = fulgur.v1.TokenEvent.$Properties;
        }

        /**
         * Properties of a FinishedEvent.
         * @deprecated Use fulgur.v1.FinishedEvent.$Properties instead.
         */
        interface IFinishedEvent extends fulgur.v1.FinishedEvent.$Properties {
        }

        /** Represents a FinishedEvent. */
        class FinishedEvent {

            /**
             * Constructs a new FinishedEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.FinishedEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FinishedEvent requestId. */
            requestId: string;

            /** FinishedEvent reason. */
            reason: fulgur.v1.FinishReason;

            /** FinishedEvent cachedTokens. */
            cachedTokens: number;

            /**
             * Creates a new FinishedEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FinishedEvent instance
             */
            static create(properties: fulgur.v1.FinishedEvent.$Shape): fulgur.v1.FinishedEvent & fulgur.v1.FinishedEvent.$Shape;
            static create(properties?: fulgur.v1.FinishedEvent.$Properties): fulgur.v1.FinishedEvent;

            /**
             * Encodes the specified FinishedEvent message. Does not implicitly {@link fulgur.v1.FinishedEvent.verify|verify} messages.
             * @param message FinishedEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.FinishedEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FinishedEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.FinishedEvent & fulgur.v1.FinishedEvent.$Shape} FinishedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.FinishedEvent & fulgur.v1.FinishedEvent.$Shape;
        }

        namespace FinishedEvent {

            /** Properties of a FinishedEvent. */
            interface $Properties {

                /** FinishedEvent requestId */
                requestId?: (string|null);

                /** FinishedEvent reason */
                reason?: (fulgur.v1.FinishReason|null);

                /** FinishedEvent cachedTokens */
                cachedTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FinishedEvent. */
            type $Shape = fulgur.v1.FinishedEvent.$Properties;
        }

        /**
         * Properties of a FailedEvent.
         * @deprecated Use fulgur.v1.FailedEvent.$Properties instead.
         */
        interface IFailedEvent extends fulgur.v1.FailedEvent.$Properties {
        }

        /** Represents a FailedEvent. */
        class FailedEvent {

            /**
             * Constructs a new FailedEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.FailedEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FailedEvent requestId. */
            requestId: string;

            /** FailedEvent code. */
            code: number;

            /** FailedEvent message. */
            message: string;

            /** FailedEvent retryable. */
            retryable: boolean;

            /**
             * Creates a new FailedEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FailedEvent instance
             */
            static create(properties: fulgur.v1.FailedEvent.$Shape): fulgur.v1.FailedEvent & fulgur.v1.FailedEvent.$Shape;
            static create(properties?: fulgur.v1.FailedEvent.$Properties): fulgur.v1.FailedEvent;

            /**
             * Encodes the specified FailedEvent message. Does not implicitly {@link fulgur.v1.FailedEvent.verify|verify} messages.
             * @param message FailedEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.FailedEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FailedEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.FailedEvent & fulgur.v1.FailedEvent.$Shape} FailedEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.FailedEvent & fulgur.v1.FailedEvent.$Shape;
        }

        namespace FailedEvent {

            /** Properties of a FailedEvent. */
            interface $Properties {

                /** FailedEvent requestId */
                requestId?: (string|null);

                /** FailedEvent code */
                code?: (number|null);

                /** FailedEvent message */
                message?: (string|null);

                /** FailedEvent retryable */
                retryable?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FailedEvent. */
            type $Shape = fulgur.v1.FailedEvent.$Properties;
        }

        /**
         * Properties of a ListBlocksRequest.
         * @deprecated Use fulgur.v1.ListBlocksRequest.$Properties instead.
         */
        interface IListBlocksRequest extends fulgur.v1.ListBlocksRequest.$Properties {
        }

        /** Represents a ListBlocksRequest. */
        class ListBlocksRequest {

            /**
             * Constructs a new ListBlocksRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ListBlocksRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListBlocksRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListBlocksRequest instance
             */
            static create(properties: fulgur.v1.ListBlocksRequest.$Shape): fulgur.v1.ListBlocksRequest & fulgur.v1.ListBlocksRequest.$Shape;
            static create(properties?: fulgur.v1.ListBlocksRequest.$Properties): fulgur.v1.ListBlocksRequest;

            /**
             * Encodes the specified ListBlocksRequest message. Does not implicitly {@link fulgur.v1.ListBlocksRequest.verify|verify} messages.
             * @param message ListBlocksRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ListBlocksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListBlocksRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ListBlocksRequest & fulgur.v1.ListBlocksRequest.$Shape} ListBlocksRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ListBlocksRequest & fulgur.v1.ListBlocksRequest.$Shape;
        }

        namespace ListBlocksRequest {

            /** Properties of a ListBlocksRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListBlocksRequest. */
            type $Shape = fulgur.v1.ListBlocksRequest.$Properties;
        }

        /**
         * Properties of a BlockSnapshot.
         * @deprecated Use fulgur.v1.BlockSnapshot.$Properties instead.
         */
        interface IBlockSnapshot extends fulgur.v1.BlockSnapshot.$Properties {
        }

        /** Represents a BlockSnapshot. */
        class BlockSnapshot {

            /**
             * Constructs a new BlockSnapshot.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.BlockSnapshot.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BlockSnapshot sequence. */
            sequence: number;

            /** BlockSnapshot keys. */
            keys: Uint8Array;

            /**
             * Creates a new BlockSnapshot instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BlockSnapshot instance
             */
            static create(properties: fulgur.v1.BlockSnapshot.$Shape): fulgur.v1.BlockSnapshot & fulgur.v1.BlockSnapshot.$Shape;
            static create(properties?: fulgur.v1.BlockSnapshot.$Properties): fulgur.v1.BlockSnapshot;

            /**
             * Encodes the specified BlockSnapshot message. Does not implicitly {@link fulgur.v1.BlockSnapshot.verify|verify} messages.
             * @param message BlockSnapshot message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.BlockSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BlockSnapshot message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockSnapshot & fulgur.v1.BlockSnapshot.$Shape} BlockSnapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.BlockSnapshot & fulgur.v1.BlockSnapshot.$Shape;
        }

        namespace BlockSnapshot {

            /** Properties of a BlockSnapshot. */
            interface $Properties {

                /** BlockSnapshot sequence */
                sequence?: (number|null);

                /** BlockSnapshot keys */
                keys?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BlockSnapshot. */
            type $Shape = fulgur.v1.BlockSnapshot.$Properties;
        }

        /**
         * Properties of a GenerateRequest.
         * @deprecated Use fulgur.v1.GenerateRequest.$Properties instead.
         */
        interface IGenerateRequest extends fulgur.v1.GenerateRequest.$Properties {
        }

        /** Represents a GenerateRequest. */
        class GenerateRequest {

            /**
             * Constructs a new GenerateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GenerateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GenerateRequest model. */
            model: string;

            /** GenerateRequest text. */
            text?: (string|null);

            /** GenerateRequest tokenIds. */
            tokenIds?: (fulgur.v1.TokenIds.$Properties|null);

            /** GenerateRequest chat. */
            chat?: (fulgur.v1.ChatMessages.$Properties|null);

            /** GenerateRequest sampling. */
            sampling?: (fulgur.v1.SamplingParams.$Properties|null);

            /** GenerateRequest maxTokens. */
            maxTokens?: (number|null);

            /** GenerateRequest stop. */
            stop: string[];

            /** GenerateRequest n. */
            n?: (number|null);

            /** GenerateRequest topLogprobs. */
            topLogprobs?: (number|null);

            /** GenerateRequest user. */
            user: string;

            /** GenerateRequest priority. */
            priority: fulgur.v1.Priority;

            /** GenerateRequest prompt. */
            prompt?: ("text"|"tokenIds"|"chat");

            /**
             * Creates a new GenerateRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GenerateRequest instance
             */
            static create(properties: fulgur.v1.GenerateRequest.$Shape): fulgur.v1.GenerateRequest & fulgur.v1.GenerateRequest.$Shape;
            static create(properties?: fulgur.v1.GenerateRequest.$Properties): fulgur.v1.GenerateRequest;

            /**
             * Encodes the specified GenerateRequest message. Does not implicitly {@link fulgur.v1.GenerateRequest.verify|verify} messages.
             * @param message GenerateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GenerateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GenerateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GenerateRequest & fulgur.v1.GenerateRequest.$Shape} GenerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GenerateRequest & fulgur.v1.GenerateRequest.$Shape;
        }

        namespace GenerateRequest {

            /** Properties of a GenerateRequest. */
            interface $Properties {

                /** GenerateRequest model */
                model?: (string|null);

                /** GenerateRequest text */
                text?: (string|null);

                /** GenerateRequest tokenIds */
                tokenIds?: (fulgur.v1.TokenIds.$Properties|null);

                /** GenerateRequest chat */
                chat?: (fulgur.v1.ChatMessages.$Properties|null);

                /** GenerateRequest sampling */
                sampling?: (fulgur.v1.SamplingParams.$Properties|null);

                /** GenerateRequest maxTokens */
                maxTokens?: (number|null);

                /** GenerateRequest stop */
                stop?: (string[]|null);

                /** GenerateRequest n */
                n?: (number|null);

                /** GenerateRequest topLogprobs */
                topLogprobs?: (number|null);

                /** GenerateRequest user */
                user?: (string|null);

                /** GenerateRequest priority */
                priority?: (fulgur.v1.Priority|null);

                /** GenerateRequest prompt */
                prompt?: ("text"|"tokenIds"|"chat");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a GenerateRequest. */
            type $Shape = {
              model?: string|null;
              text?: string|null;
              tokenIds?: fulgur.v1.TokenIds.$Shape|null;
              chat?: fulgur.v1.ChatMessages.$Shape|null;
              sampling?: fulgur.v1.SamplingParams.$Shape|null;
              maxTokens?: number|null;
              stop?: string[]|null;
              n?: number|null;
              topLogprobs?: number|null;
              user?: string|null;
              priority?: fulgur.v1.Priority|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ prompt?: undefined; text?: null; tokenIds?: null; chat?: null }|{ prompt?: "text"; text: string; tokenIds?: null; chat?: null }|{ prompt?: "tokenIds"; text?: null; tokenIds: fulgur.v1.TokenIds.$Shape; chat?: null }|{ prompt?: "chat"; text?: null; tokenIds?: null; chat: fulgur.v1.ChatMessages.$Shape })
            );
        }

        /** Priority enum. */
        enum Priority {

            /** PRIORITY_NORMAL value */
            PRIORITY_NORMAL = 0,

            /** PRIORITY_HIGH value */
            PRIORITY_HIGH = 1,

            /** PRIORITY_LOW value */
            PRIORITY_LOW = 2
        }

        /**
         * Properties of a TokenIds.
         * @deprecated Use fulgur.v1.TokenIds.$Properties instead.
         */
        interface ITokenIds extends fulgur.v1.TokenIds.$Properties {
        }

        /** Represents a TokenIds. */
        class TokenIds {

            /**
             * Constructs a new TokenIds.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TokenIds.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenIds ids. */
            ids: number[];

            /**
             * Creates a new TokenIds instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenIds instance
             */
            static create(properties: fulgur.v1.TokenIds.$Shape): fulgur.v1.TokenIds & fulgur.v1.TokenIds.$Shape;
            static create(properties?: fulgur.v1.TokenIds.$Properties): fulgur.v1.TokenIds;

            /**
             * Encodes the specified TokenIds message. Does not implicitly {@link fulgur.v1.TokenIds.verify|verify} messages.
             * @param message TokenIds message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TokenIds.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenIds message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenIds & fulgur.v1.TokenIds.$Shape} TokenIds
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TokenIds & fulgur.v1.TokenIds.$Shape;
        }

        namespace TokenIds {

            /** Properties of a TokenIds. */
            interface $Properties {

                /** TokenIds ids */
                ids?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenIds. */
            type $Shape = fulgur.v1.TokenIds.$Properties;
        }

        /**
         * Properties of a ChatMessages.
         * @deprecated Use fulgur.v1.ChatMessages.$Properties instead.
         */
        interface IChatMessages extends fulgur.v1.ChatMessages.$Properties {
        }

        /** Represents a ChatMessages. */
        class ChatMessages {

            /**
             * Constructs a new ChatMessages.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ChatMessages.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChatMessages messages. */
            messages: fulgur.v1.ChatMessage.$Properties[];

            /** ChatMessages tools. */
            tools: fulgur.v1.Tool.$Properties[];

            /** ChatMessages toolChoice. */
            toolChoice?: (fulgur.v1.ToolChoice.$Properties|null);

            /** ChatMessages parallelToolCalls. */
            parallelToolCalls?: (boolean|null);

            /** ChatMessages reasoningEffort. */
            reasoningEffort: string;

            /**
             * Creates a new ChatMessages instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChatMessages instance
             */
            static create(properties: fulgur.v1.ChatMessages.$Shape): fulgur.v1.ChatMessages & fulgur.v1.ChatMessages.$Shape;
            static create(properties?: fulgur.v1.ChatMessages.$Properties): fulgur.v1.ChatMessages;

            /**
             * Encodes the specified ChatMessages message. Does not implicitly {@link fulgur.v1.ChatMessages.verify|verify} messages.
             * @param message ChatMessages message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ChatMessages.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChatMessages message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ChatMessages & fulgur.v1.ChatMessages.$Shape} ChatMessages
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ChatMessages & fulgur.v1.ChatMessages.$Shape;
        }

        namespace ChatMessages {

            /** Properties of a ChatMessages. */
            interface $Properties {

                /** ChatMessages messages */
                messages?: (fulgur.v1.ChatMessage.$Properties[]|null);

                /** ChatMessages tools */
                tools?: (fulgur.v1.Tool.$Properties[]|null);

                /** ChatMessages toolChoice */
                toolChoice?: (fulgur.v1.ToolChoice.$Properties|null);

                /** ChatMessages parallelToolCalls */
                parallelToolCalls?: (boolean|null);

                /** ChatMessages reasoningEffort */
                reasoningEffort?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChatMessages. */
            type $Shape = {
              messages?: fulgur.v1.ChatMessage.$Shape[]|null;
              tools?: fulgur.v1.Tool.$Shape[]|null;
              toolChoice?: fulgur.v1.ToolChoice.$Shape|null;
              parallelToolCalls?: boolean|null;
              reasoningEffort?: string|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ChatMessage.
         * @deprecated Use fulgur.v1.ChatMessage.$Properties instead.
         */
        interface IChatMessage extends fulgur.v1.ChatMessage.$Properties {
        }

        /** Represents a ChatMessage. */
        class ChatMessage {

            /**
             * Constructs a new ChatMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ChatMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChatMessage role. */
            role: string;

            /** ChatMessage content. */
            content: string;

            /** ChatMessage reasoning. */
            reasoning: string;

            /** ChatMessage toolCalls. */
            toolCalls: fulgur.v1.ToolCall.$Properties[];

            /** ChatMessage toolCallId. */
            toolCallId: string;

            /**
             * Creates a new ChatMessage instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChatMessage instance
             */
            static create(properties: fulgur.v1.ChatMessage.$Shape): fulgur.v1.ChatMessage & fulgur.v1.ChatMessage.$Shape;
            static create(properties?: fulgur.v1.ChatMessage.$Properties): fulgur.v1.ChatMessage;

            /**
             * Encodes the specified ChatMessage message. Does not implicitly {@link fulgur.v1.ChatMessage.verify|verify} messages.
             * @param message ChatMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ChatMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChatMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ChatMessage & fulgur.v1.ChatMessage.$Shape} ChatMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ChatMessage & fulgur.v1.ChatMessage.$Shape;
        }

        namespace ChatMessage {

            /** Properties of a ChatMessage. */
            interface $Properties {

                /** ChatMessage role */
                role?: (string|null);

                /** ChatMessage content */
                content?: (string|null);

                /** ChatMessage reasoning */
                reasoning?: (string|null);

                /** ChatMessage toolCalls */
                toolCalls?: (fulgur.v1.ToolCall.$Properties[]|null);

                /** ChatMessage toolCallId */
                toolCallId?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChatMessage. */
            type $Shape = fulgur.v1.ChatMessage.$Properties;
        }

        /**
         * Properties of a Tool.
         * @deprecated Use fulgur.v1.Tool.$Properties instead.
         */
        interface ITool extends fulgur.v1.Tool.$Properties {
        }

        /** Represents a Tool. */
        class Tool {

            /**
             * Constructs a new Tool.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Tool.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Tool name. */
            name: string;

            /** Tool description. */
            description: string;

            /** Tool parametersJson. */
            parametersJson: string;

            /**
             * Creates a new Tool instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Tool instance
             */
            static create(properties: fulgur.v1.Tool.$Shape): fulgur.v1.Tool & fulgur.v1.Tool.$Shape;
            static create(properties?: fulgur.v1.Tool.$Properties): fulgur.v1.Tool;

            /**
             * Encodes the specified Tool message. Does not implicitly {@link fulgur.v1.Tool.verify|verify} messages.
             * @param message Tool message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Tool.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Tool message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Tool & fulgur.v1.Tool.$Shape} Tool
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Tool & fulgur.v1.Tool.$Shape;
        }

        namespace Tool {

            /** Properties of a Tool. */
            interface $Properties {

                /** Tool name */
                name?: (string|null);

                /** Tool description */
                description?: (string|null);

                /** Tool parametersJson */
                parametersJson?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Tool. */
            type $Shape = fulgur.v1.Tool.$Properties;
        }

        /**
         * Properties of a ToolCall.
         * @deprecated Use fulgur.v1.ToolCall.$Properties instead.
         */
        interface IToolCall extends fulgur.v1.ToolCall.$Properties {
        }

        /** Represents a ToolCall. */
        class ToolCall {

            /**
             * Constructs a new ToolCall.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ToolCall.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCall id. */
            id: string;

            /** ToolCall name. */
            name: string;

            /** ToolCall arguments. */
            arguments: string;

            /**
             * Creates a new ToolCall instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCall instance
             */
            static create(properties: fulgur.v1.ToolCall.$Shape): fulgur.v1.ToolCall & fulgur.v1.ToolCall.$Shape;
            static create(properties?: fulgur.v1.ToolCall.$Properties): fulgur.v1.ToolCall;

            /**
             * Encodes the specified ToolCall message. Does not implicitly {@link fulgur.v1.ToolCall.verify|verify} messages.
             * @param message ToolCall message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ToolCall.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCall message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolCall & fulgur.v1.ToolCall.$Shape} ToolCall
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ToolCall & fulgur.v1.ToolCall.$Shape;
        }

        namespace ToolCall {

            /** Properties of a ToolCall. */
            interface $Properties {

                /** ToolCall id */
                id?: (string|null);

                /** ToolCall name */
                name?: (string|null);

                /** ToolCall arguments */
                "arguments"?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCall. */
            type $Shape = fulgur.v1.ToolCall.$Properties;
        }

        /**
         * Properties of a ToolChoice.
         * @deprecated Use fulgur.v1.ToolChoice.$Properties instead.
         */
        interface IToolChoice extends fulgur.v1.ToolChoice.$Properties {
        }

        /** Represents a ToolChoice. */
        class ToolChoice {

            /**
             * Constructs a new ToolChoice.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ToolChoice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolChoice none. */
            none?: (boolean|null);

            /** ToolChoice required. */
            required?: (boolean|null);

            /** ToolChoice function. */
            function?: (string|null);

            /** ToolChoice choice. */
            choice?: ("none"|"required"|"Function");

            /**
             * Creates a new ToolChoice instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolChoice instance
             */
            static create(properties: fulgur.v1.ToolChoice.$Shape): fulgur.v1.ToolChoice & fulgur.v1.ToolChoice.$Shape;
            static create(properties?: fulgur.v1.ToolChoice.$Properties): fulgur.v1.ToolChoice;

            /**
             * Encodes the specified ToolChoice message. Does not implicitly {@link fulgur.v1.ToolChoice.verify|verify} messages.
             * @param message ToolChoice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ToolChoice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolChoice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolChoice & fulgur.v1.ToolChoice.$Shape} ToolChoice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ToolChoice & fulgur.v1.ToolChoice.$Shape;
        }

        namespace ToolChoice {

            /** Properties of a ToolChoice. */
            interface $Properties {

                /** ToolChoice none */
                none?: (boolean|null);

                /** ToolChoice required */
                required?: (boolean|null);

                /** ToolChoice function */
                "function"?: (string|null);

                /** ToolChoice choice */
                choice?: ("none"|"required"|"Function");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ToolChoice. */
            type $Shape = {
              none?: boolean|null;
              required?: boolean|null;
              "Function"?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ choice?: undefined; none?: null; required?: null; "Function"?: null }|{ choice?: "none"; none: boolean; required?: null; "Function"?: null }|{ choice?: "required"; none?: null; required: boolean; "Function"?: null }|{ choice?: "Function"; none?: null; required?: null; "Function": string })
            );
        }

        /**
         * Properties of a SamplingParams.
         * @deprecated Use fulgur.v1.SamplingParams.$Properties instead.
         */
        interface ISamplingParams extends fulgur.v1.SamplingParams.$Properties {
        }

        /** Represents a SamplingParams. */
        class SamplingParams {

            /**
             * Constructs a new SamplingParams.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.SamplingParams.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SamplingParams temperature. */
            temperature?: (number|null);

            /** SamplingParams topP. */
            topP?: (number|null);

            /** SamplingParams topK. */
            topK?: (number|null);

            /** SamplingParams minP. */
            minP?: (number|null);

            /** SamplingParams seed. */
            seed?: (number|null);

            /** SamplingParams presencePenalty. */
            presencePenalty?: (number|null);

            /** SamplingParams frequencyPenalty. */
            frequencyPenalty?: (number|null);

            /** SamplingParams logitBias. */
            logitBias: { [k: string]: number };

            /**
             * Creates a new SamplingParams instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SamplingParams instance
             */
            static create(properties: fulgur.v1.SamplingParams.$Shape): fulgur.v1.SamplingParams & fulgur.v1.SamplingParams.$Shape;
            static create(properties?: fulgur.v1.SamplingParams.$Properties): fulgur.v1.SamplingParams;

            /**
             * Encodes the specified SamplingParams message. Does not implicitly {@link fulgur.v1.SamplingParams.verify|verify} messages.
             * @param message SamplingParams message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.SamplingParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SamplingParams message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.SamplingParams & fulgur.v1.SamplingParams.$Shape} SamplingParams
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.SamplingParams & fulgur.v1.SamplingParams.$Shape;
        }

        namespace SamplingParams {

            /** Properties of a SamplingParams. */
            interface $Properties {

                /** SamplingParams temperature */
                temperature?: (number|null);

                /** SamplingParams topP */
                topP?: (number|null);

                /** SamplingParams topK */
                topK?: (number|null);

                /** SamplingParams minP */
                minP?: (number|null);

                /** SamplingParams seed */
                seed?: (number|null);

                /** SamplingParams presencePenalty */
                presencePenalty?: (number|null);

                /** SamplingParams frequencyPenalty */
                frequencyPenalty?: (number|null);

                /** SamplingParams logitBias */
                logitBias?: ({ [k: string]: number }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SamplingParams. */
            type $Shape = fulgur.v1.SamplingParams.$Properties;
        }

        /**
         * Properties of a GenerateResponse.
         * @deprecated Use fulgur.v1.GenerateResponse.$Properties instead.
         */
        interface IGenerateResponse extends fulgur.v1.GenerateResponse.$Properties {
        }

        /** Represents a GenerateResponse. */
        class GenerateResponse {

            /**
             * Constructs a new GenerateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GenerateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GenerateResponse delta. */
            delta?: (fulgur.v1.Delta.$Properties|null);

            /** GenerateResponse finish. */
            finish?: (fulgur.v1.Finish.$Properties|null);

            /** GenerateResponse usage. */
            usage?: (fulgur.v1.Usage.$Properties|null);

            /** GenerateResponse promptFilter. */
            promptFilter?: (fulgur.v1.ContentFilter.$Properties|null);

            /** GenerateResponse event. */
            event?: ("delta"|"finish"|"usage"|"promptFilter");

            /**
             * Creates a new GenerateResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GenerateResponse instance
             */
            static create(properties: fulgur.v1.GenerateResponse.$Shape): fulgur.v1.GenerateResponse & fulgur.v1.GenerateResponse.$Shape;
            static create(properties?: fulgur.v1.GenerateResponse.$Properties): fulgur.v1.GenerateResponse;

            /**
             * Encodes the specified GenerateResponse message. Does not implicitly {@link fulgur.v1.GenerateResponse.verify|verify} messages.
             * @param message GenerateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GenerateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GenerateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GenerateResponse & fulgur.v1.GenerateResponse.$Shape} GenerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GenerateResponse & fulgur.v1.GenerateResponse.$Shape;
        }

        namespace GenerateResponse {

            /** Properties of a GenerateResponse. */
            interface $Properties {

                /** GenerateResponse delta */
                delta?: (fulgur.v1.Delta.$Properties|null);

                /** GenerateResponse finish */
                finish?: (fulgur.v1.Finish.$Properties|null);

                /** GenerateResponse usage */
                usage?: (fulgur.v1.Usage.$Properties|null);

                /** GenerateResponse promptFilter */
                promptFilter?: (fulgur.v1.ContentFilter.$Properties|null);

                /** GenerateResponse event */
                event?: ("delta"|"finish"|"usage"|"promptFilter");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a GenerateResponse. */
            type $Shape = {
              delta?: fulgur.v1.Delta.$Shape|null;
              finish?: fulgur.v1.Finish.$Shape|null;
              usage?: fulgur.v1.Usage.$Shape|null;
              promptFilter?: fulgur.v1.ContentFilter.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ event?: undefined; delta?: null; finish?: null; usage?: null; promptFilter?: null }|{ event?: "delta"; delta: fulgur.v1.Delta.$Shape; finish?: null; usage?: null; promptFilter?: null }|{ event?: "finish"; delta?: null; finish: fulgur.v1.Finish.$Shape; usage?: null; promptFilter?: null }|{ event?: "usage"; delta?: null; finish?: null; usage: fulgur.v1.Usage.$Shape; promptFilter?: null }|{ event?: "promptFilter"; delta?: null; finish?: null; usage?: null; promptFilter: fulgur.v1.ContentFilter.$Shape })
            );
        }

        /**
         * Properties of a Delta.
         * @deprecated Use fulgur.v1.Delta.$Properties instead.
         */
        interface IDelta extends fulgur.v1.Delta.$Properties {
        }

        /** Represents a Delta. */
        class Delta {

            /**
             * Constructs a new Delta.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Delta.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Delta choice. */
            choice: number;

            /** Delta text. */
            text: string;

            /** Delta tokenIds. */
            tokenIds: number[];

            /** Delta logprobs. */
            logprobs: fulgur.v1.TokenLogprobs.$Properties[];

            /** Delta reasoning. */
            reasoning: string;

            /** Delta toolCall. */
            toolCall?: (fulgur.v1.ToolCallDelta.$Properties|null);

            /**
             * Creates a new Delta instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Delta instance
             */
            static create(properties: fulgur.v1.Delta.$Shape): fulgur.v1.Delta & fulgur.v1.Delta.$Shape;
            static create(properties?: fulgur.v1.Delta.$Properties): fulgur.v1.Delta;

            /**
             * Encodes the specified Delta message. Does not implicitly {@link fulgur.v1.Delta.verify|verify} messages.
             * @param message Delta message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Delta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Delta message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Delta & fulgur.v1.Delta.$Shape} Delta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Delta & fulgur.v1.Delta.$Shape;
        }

        namespace Delta {

            /** Properties of a Delta. */
            interface $Properties {

                /** Delta choice */
                choice?: (number|null);

                /** Delta text */
                text?: (string|null);

                /** Delta tokenIds */
                tokenIds?: (number[]|null);

                /** Delta logprobs */
                logprobs?: (fulgur.v1.TokenLogprobs.$Properties[]|null);

                /** Delta reasoning */
                reasoning?: (string|null);

                /** Delta toolCall */
                toolCall?: (fulgur.v1.ToolCallDelta.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Delta. */
            type $Shape = fulgur.v1.Delta.$Properties;
        }

        /**
         * Properties of a ToolCallDelta.
         * @deprecated Use fulgur.v1.ToolCallDelta.$Properties instead.
         */
        interface IToolCallDelta extends fulgur.v1.ToolCallDelta.$Properties {
        }

        /** Represents a ToolCallDelta. */
        class ToolCallDelta {

            /**
             * Constructs a new ToolCallDelta.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ToolCallDelta.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToolCallDelta index. */
            index: number;

            /** ToolCallDelta id. */
            id: string;

            /** ToolCallDelta name. */
            name: string;

            /** ToolCallDelta arguments. */
            arguments: string;

            /**
             * Creates a new ToolCallDelta instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToolCallDelta instance
             */
            static create(properties: fulgur.v1.ToolCallDelta.$Shape): fulgur.v1.ToolCallDelta & fulgur.v1.ToolCallDelta.$Shape;
            static create(properties?: fulgur.v1.ToolCallDelta.$Properties): fulgur.v1.ToolCallDelta;

            /**
             * Encodes the specified ToolCallDelta message. Does not implicitly {@link fulgur.v1.ToolCallDelta.verify|verify} messages.
             * @param message ToolCallDelta message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ToolCallDelta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToolCallDelta message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ToolCallDelta & fulgur.v1.ToolCallDelta.$Shape} ToolCallDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ToolCallDelta & fulgur.v1.ToolCallDelta.$Shape;
        }

        namespace ToolCallDelta {

            /** Properties of a ToolCallDelta. */
            interface $Properties {

                /** ToolCallDelta index */
                index?: (number|null);

                /** ToolCallDelta id */
                id?: (string|null);

                /** ToolCallDelta name */
                name?: (string|null);

                /** ToolCallDelta arguments */
                "arguments"?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToolCallDelta. */
            type $Shape = fulgur.v1.ToolCallDelta.$Properties;
        }

        /**
         * Properties of a TokenLogprobs.
         * @deprecated Use fulgur.v1.TokenLogprobs.$Properties instead.
         */
        interface ITokenLogprobs extends fulgur.v1.TokenLogprobs.$Properties {
        }

        /** Represents a TokenLogprobs. */
        class TokenLogprobs {

            /**
             * Constructs a new TokenLogprobs.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TokenLogprobs.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenLogprobs tokenId. */
            tokenId: number;

            /** TokenLogprobs logprob. */
            logprob: number;

            /** TokenLogprobs top. */
            top: fulgur.v1.TopLogprob.$Properties[];

            /**
             * Creates a new TokenLogprobs instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenLogprobs instance
             */
            static create(properties: fulgur.v1.TokenLogprobs.$Shape): fulgur.v1.TokenLogprobs & fulgur.v1.TokenLogprobs.$Shape;
            static create(properties?: fulgur.v1.TokenLogprobs.$Properties): fulgur.v1.TokenLogprobs;

            /**
             * Encodes the specified TokenLogprobs message. Does not implicitly {@link fulgur.v1.TokenLogprobs.verify|verify} messages.
             * @param message TokenLogprobs message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TokenLogprobs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenLogprobs message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenLogprobs & fulgur.v1.TokenLogprobs.$Shape} TokenLogprobs
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TokenLogprobs & fulgur.v1.TokenLogprobs.$Shape;
        }

        namespace TokenLogprobs {

            /** Properties of a TokenLogprobs. */
            interface $Properties {

                /** TokenLogprobs tokenId */
                tokenId?: (number|null);

                /** TokenLogprobs logprob */
                logprob?: (number|null);

                /** TokenLogprobs top */
                top?: (fulgur.v1.TopLogprob.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenLogprobs. */
            type $Shape = fulgur.v1.TokenLogprobs.$Properties;
        }

        /**
         * Properties of a TopLogprob.
         * @deprecated Use fulgur.v1.TopLogprob.$Properties instead.
         */
        interface ITopLogprob extends fulgur.v1.TopLogprob.$Properties {
        }

        /** Represents a TopLogprob. */
        class TopLogprob {

            /**
             * Constructs a new TopLogprob.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TopLogprob.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopLogprob tokenId. */
            tokenId: number;

            /** TopLogprob logprob. */
            logprob: number;

            /**
             * Creates a new TopLogprob instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopLogprob instance
             */
            static create(properties: fulgur.v1.TopLogprob.$Shape): fulgur.v1.TopLogprob & fulgur.v1.TopLogprob.$Shape;
            static create(properties?: fulgur.v1.TopLogprob.$Properties): fulgur.v1.TopLogprob;

            /**
             * Encodes the specified TopLogprob message. Does not implicitly {@link fulgur.v1.TopLogprob.verify|verify} messages.
             * @param message TopLogprob message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TopLogprob.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopLogprob message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TopLogprob & fulgur.v1.TopLogprob.$Shape} TopLogprob
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TopLogprob & fulgur.v1.TopLogprob.$Shape;
        }

        namespace TopLogprob {

            /** Properties of a TopLogprob. */
            interface $Properties {

                /** TopLogprob tokenId */
                tokenId?: (number|null);

                /** TopLogprob logprob */
                logprob?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopLogprob. */
            type $Shape = fulgur.v1.TopLogprob.$Properties;
        }

        /** FinishReason enum. */
        enum FinishReason {

            /** FINISH_REASON_UNSPECIFIED value */
            FINISH_REASON_UNSPECIFIED = 0,

            /** FINISH_REASON_STOP value */
            FINISH_REASON_STOP = 1,

            /** FINISH_REASON_LENGTH value */
            FINISH_REASON_LENGTH = 2,

            /** FINISH_REASON_CONTENT_FILTER value */
            FINISH_REASON_CONTENT_FILTER = 3,

            /** FINISH_REASON_TOOL_CALLS value */
            FINISH_REASON_TOOL_CALLS = 4
        }

        /**
         * Properties of a Finish.
         * @deprecated Use fulgur.v1.Finish.$Properties instead.
         */
        interface IFinish extends fulgur.v1.Finish.$Properties {
        }

        /** Represents a Finish. */
        class Finish {

            /**
             * Constructs a new Finish.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Finish.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Finish choice. */
            choice: number;

            /** Finish reason. */
            reason: fulgur.v1.FinishReason;

            /** Finish contentFilter. */
            contentFilter?: (fulgur.v1.ContentFilter.$Properties|null);

            /**
             * Creates a new Finish instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Finish instance
             */
            static create(properties: fulgur.v1.Finish.$Shape): fulgur.v1.Finish & fulgur.v1.Finish.$Shape;
            static create(properties?: fulgur.v1.Finish.$Properties): fulgur.v1.Finish;

            /**
             * Encodes the specified Finish message. Does not implicitly {@link fulgur.v1.Finish.verify|verify} messages.
             * @param message Finish message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Finish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Finish message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Finish & fulgur.v1.Finish.$Shape} Finish
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Finish & fulgur.v1.Finish.$Shape;
        }

        namespace Finish {

            /** Properties of a Finish. */
            interface $Properties {

                /** Finish choice */
                choice?: (number|null);

                /** Finish reason */
                reason?: (fulgur.v1.FinishReason|null);

                /** Finish contentFilter */
                contentFilter?: (fulgur.v1.ContentFilter.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Finish. */
            type $Shape = fulgur.v1.Finish.$Properties;
        }

        /**
         * Properties of a ContentFilter.
         * @deprecated Use fulgur.v1.ContentFilter.$Properties instead.
         */
        interface IContentFilter extends fulgur.v1.ContentFilter.$Properties {
        }

        /** Represents a ContentFilter. */
        class ContentFilter {

            /**
             * Constructs a new ContentFilter.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ContentFilter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContentFilter results. */
            results: fulgur.v1.ContentFilterResult.$Properties[];

            /** ContentFilter offsets. */
            offsets?: (fulgur.v1.ContentFilterOffsets.$Properties|null);

            /**
             * Creates a new ContentFilter instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ContentFilter instance
             */
            static create(properties: fulgur.v1.ContentFilter.$Shape): fulgur.v1.ContentFilter & fulgur.v1.ContentFilter.$Shape;
            static create(properties?: fulgur.v1.ContentFilter.$Properties): fulgur.v1.ContentFilter;

            /**
             * Encodes the specified ContentFilter message. Does not implicitly {@link fulgur.v1.ContentFilter.verify|verify} messages.
             * @param message ContentFilter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ContentFilter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContentFilter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilter & fulgur.v1.ContentFilter.$Shape} ContentFilter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ContentFilter & fulgur.v1.ContentFilter.$Shape;
        }

        namespace ContentFilter {

            /** Properties of a ContentFilter. */
            interface $Properties {

                /** ContentFilter results */
                results?: (fulgur.v1.ContentFilterResult.$Properties[]|null);

                /** ContentFilter offsets */
                offsets?: (fulgur.v1.ContentFilterOffsets.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContentFilter. */
            type $Shape = fulgur.v1.ContentFilter.$Properties;
        }

        /**
         * Properties of a ContentFilterResult.
         * @deprecated Use fulgur.v1.ContentFilterResult.$Properties instead.
         */
        interface IContentFilterResult extends fulgur.v1.ContentFilterResult.$Properties {
        }

        /** Represents a ContentFilterResult. */
        class ContentFilterResult {

            /**
             * Constructs a new ContentFilterResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ContentFilterResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContentFilterResult category. */
            category: string;

            /** ContentFilterResult filtered. */
            filtered: boolean;

            /** ContentFilterResult severity. */
            severity: string;

            /** ContentFilterResult detected. */
            detected: boolean;

            /** ContentFilterResult redacted. */
            redacted: boolean;

            /**
             * Creates a new ContentFilterResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ContentFilterResult instance
             */
            static create(properties: fulgur.v1.ContentFilterResult.$Shape): fulgur.v1.ContentFilterResult & fulgur.v1.ContentFilterResult.$Shape;
            static create(properties?: fulgur.v1.ContentFilterResult.$Properties): fulgur.v1.ContentFilterResult;

            /**
             * Encodes the specified ContentFilterResult message. Does not implicitly {@link fulgur.v1.ContentFilterResult.verify|verify} messages.
             * @param message ContentFilterResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ContentFilterResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContentFilterResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilterResult & fulgur.v1.ContentFilterResult.$Shape} ContentFilterResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ContentFilterResult & fulgur.v1.ContentFilterResult.$Shape;
        }

        namespace ContentFilterResult {

            /** Properties of a ContentFilterResult. */
            interface $Properties {

                /** ContentFilterResult category */
                category?: (string|null);

                /** ContentFilterResult filtered */
                filtered?: (boolean|null);

                /** ContentFilterResult severity */
                severity?: (string|null);

                /** ContentFilterResult detected */
                detected?: (boolean|null);

                /** ContentFilterResult redacted */
                redacted?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContentFilterResult. */
            type $Shape = fulgur.v1.ContentFilterResult.$Properties;
        }

        /**
         * Properties of a ContentFilterOffsets.
         * @deprecated Use fulgur.v1.ContentFilterOffsets.$Properties instead.
         */
        interface IContentFilterOffsets extends fulgur.v1.ContentFilterOffsets.$Properties {
        }

        /** Represents a ContentFilterOffsets. */
        class ContentFilterOffsets {

            /**
             * Constructs a new ContentFilterOffsets.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ContentFilterOffsets.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContentFilterOffsets checkOffset. */
            checkOffset: number;

            /** ContentFilterOffsets startOffset. */
            startOffset: number;

            /** ContentFilterOffsets endOffset. */
            endOffset: number;

            /**
             * Creates a new ContentFilterOffsets instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ContentFilterOffsets instance
             */
            static create(properties: fulgur.v1.ContentFilterOffsets.$Shape): fulgur.v1.ContentFilterOffsets & fulgur.v1.ContentFilterOffsets.$Shape;
            static create(properties?: fulgur.v1.ContentFilterOffsets.$Properties): fulgur.v1.ContentFilterOffsets;

            /**
             * Encodes the specified ContentFilterOffsets message. Does not implicitly {@link fulgur.v1.ContentFilterOffsets.verify|verify} messages.
             * @param message ContentFilterOffsets message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ContentFilterOffsets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContentFilterOffsets message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ContentFilterOffsets & fulgur.v1.ContentFilterOffsets.$Shape} ContentFilterOffsets
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ContentFilterOffsets & fulgur.v1.ContentFilterOffsets.$Shape;
        }

        namespace ContentFilterOffsets {

            /** Properties of a ContentFilterOffsets. */
            interface $Properties {

                /** ContentFilterOffsets checkOffset */
                checkOffset?: (number|null);

                /** ContentFilterOffsets startOffset */
                startOffset?: (number|null);

                /** ContentFilterOffsets endOffset */
                endOffset?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContentFilterOffsets. */
            type $Shape = fulgur.v1.ContentFilterOffsets.$Properties;
        }

        /**
         * Properties of a Usage.
         * @deprecated Use fulgur.v1.Usage.$Properties instead.
         */
        interface IUsage extends fulgur.v1.Usage.$Properties {
        }

        /** Represents a Usage. */
        class Usage {

            /**
             * Constructs a new Usage.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Usage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Usage promptTokens. */
            promptTokens: number;

            /** Usage completionTokens. */
            completionTokens: number;

            /** Usage cachedTokens. */
            cachedTokens: number;

            /**
             * Creates a new Usage instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Usage instance
             */
            static create(properties: fulgur.v1.Usage.$Shape): fulgur.v1.Usage & fulgur.v1.Usage.$Shape;
            static create(properties?: fulgur.v1.Usage.$Properties): fulgur.v1.Usage;

            /**
             * Encodes the specified Usage message. Does not implicitly {@link fulgur.v1.Usage.verify|verify} messages.
             * @param message Usage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Usage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Usage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Usage & fulgur.v1.Usage.$Shape} Usage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Usage & fulgur.v1.Usage.$Shape;
        }

        namespace Usage {

            /** Properties of a Usage. */
            interface $Properties {

                /** Usage promptTokens */
                promptTokens?: (number|null);

                /** Usage completionTokens */
                completionTokens?: (number|null);

                /** Usage cachedTokens */
                cachedTokens?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Usage. */
            type $Shape = fulgur.v1.Usage.$Properties;
        }

        /**
         * Properties of a TokenizeRequest.
         * @deprecated Use fulgur.v1.TokenizeRequest.$Properties instead.
         */
        interface ITokenizeRequest extends fulgur.v1.TokenizeRequest.$Properties {
        }

        /** Represents a TokenizeRequest. */
        class TokenizeRequest {

            /**
             * Constructs a new TokenizeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TokenizeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenizeRequest model. */
            model: string;

            /** TokenizeRequest text. */
            text: string;

            /** TokenizeRequest addSpecial. */
            addSpecial: boolean;

            /** TokenizeRequest parseSpecial. */
            parseSpecial: boolean;

            /**
             * Creates a new TokenizeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenizeRequest instance
             */
            static create(properties: fulgur.v1.TokenizeRequest.$Shape): fulgur.v1.TokenizeRequest & fulgur.v1.TokenizeRequest.$Shape;
            static create(properties?: fulgur.v1.TokenizeRequest.$Properties): fulgur.v1.TokenizeRequest;

            /**
             * Encodes the specified TokenizeRequest message. Does not implicitly {@link fulgur.v1.TokenizeRequest.verify|verify} messages.
             * @param message TokenizeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TokenizeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenizeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenizeRequest & fulgur.v1.TokenizeRequest.$Shape} TokenizeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TokenizeRequest & fulgur.v1.TokenizeRequest.$Shape;
        }

        namespace TokenizeRequest {

            /** Properties of a TokenizeRequest. */
            interface $Properties {

                /** TokenizeRequest model */
                model?: (string|null);

                /** TokenizeRequest text */
                text?: (string|null);

                /** TokenizeRequest addSpecial */
                addSpecial?: (boolean|null);

                /** TokenizeRequest parseSpecial */
                parseSpecial?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenizeRequest. */
            type $Shape = fulgur.v1.TokenizeRequest.$Properties;
        }

        /**
         * Properties of a TokenizeResponse.
         * @deprecated Use fulgur.v1.TokenizeResponse.$Properties instead.
         */
        interface ITokenizeResponse extends fulgur.v1.TokenizeResponse.$Properties {
        }

        /** Represents a TokenizeResponse. */
        class TokenizeResponse {

            /**
             * Constructs a new TokenizeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.TokenizeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TokenizeResponse ids. */
            ids: number[];

            /** TokenizeResponse pieces. */
            pieces: Uint8Array[];

            /**
             * Creates a new TokenizeResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TokenizeResponse instance
             */
            static create(properties: fulgur.v1.TokenizeResponse.$Shape): fulgur.v1.TokenizeResponse & fulgur.v1.TokenizeResponse.$Shape;
            static create(properties?: fulgur.v1.TokenizeResponse.$Properties): fulgur.v1.TokenizeResponse;

            /**
             * Encodes the specified TokenizeResponse message. Does not implicitly {@link fulgur.v1.TokenizeResponse.verify|verify} messages.
             * @param message TokenizeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.TokenizeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TokenizeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.TokenizeResponse & fulgur.v1.TokenizeResponse.$Shape} TokenizeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.TokenizeResponse & fulgur.v1.TokenizeResponse.$Shape;
        }

        namespace TokenizeResponse {

            /** Properties of a TokenizeResponse. */
            interface $Properties {

                /** TokenizeResponse ids */
                ids?: (number[]|null);

                /** TokenizeResponse pieces */
                pieces?: (Uint8Array[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TokenizeResponse. */
            type $Shape = fulgur.v1.TokenizeResponse.$Properties;
        }

        /**
         * Properties of a ListModelsRequest.
         * @deprecated Use fulgur.v1.ListModelsRequest.$Properties instead.
         */
        interface IListModelsRequest extends fulgur.v1.ListModelsRequest.$Properties {
        }

        /** Represents a ListModelsRequest. */
        class ListModelsRequest {

            /**
             * Constructs a new ListModelsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ListModelsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListModelsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListModelsRequest instance
             */
            static create(properties: fulgur.v1.ListModelsRequest.$Shape): fulgur.v1.ListModelsRequest & fulgur.v1.ListModelsRequest.$Shape;
            static create(properties?: fulgur.v1.ListModelsRequest.$Properties): fulgur.v1.ListModelsRequest;

            /**
             * Encodes the specified ListModelsRequest message. Does not implicitly {@link fulgur.v1.ListModelsRequest.verify|verify} messages.
             * @param message ListModelsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ListModelsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListModelsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ListModelsRequest & fulgur.v1.ListModelsRequest.$Shape} ListModelsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ListModelsRequest & fulgur.v1.ListModelsRequest.$Shape;
        }

        namespace ListModelsRequest {

            /** Properties of a ListModelsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListModelsRequest. */
            type $Shape = fulgur.v1.ListModelsRequest.$Properties;
        }

        /**
         * Properties of a ListModelsResponse.
         * @deprecated Use fulgur.v1.ListModelsResponse.$Properties instead.
         */
        interface IListModelsResponse extends fulgur.v1.ListModelsResponse.$Properties {
        }

        /** Represents a ListModelsResponse. */
        class ListModelsResponse {

            /**
             * Constructs a new ListModelsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ListModelsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListModelsResponse models. */
            models: fulgur.v1.Model.$Properties[];

            /**
             * Creates a new ListModelsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListModelsResponse instance
             */
            static create(properties: fulgur.v1.ListModelsResponse.$Shape): fulgur.v1.ListModelsResponse & fulgur.v1.ListModelsResponse.$Shape;
            static create(properties?: fulgur.v1.ListModelsResponse.$Properties): fulgur.v1.ListModelsResponse;

            /**
             * Encodes the specified ListModelsResponse message. Does not implicitly {@link fulgur.v1.ListModelsResponse.verify|verify} messages.
             * @param message ListModelsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ListModelsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListModelsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ListModelsResponse & fulgur.v1.ListModelsResponse.$Shape} ListModelsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ListModelsResponse & fulgur.v1.ListModelsResponse.$Shape;
        }

        namespace ListModelsResponse {

            /** Properties of a ListModelsResponse. */
            interface $Properties {

                /** ListModelsResponse models */
                models?: (fulgur.v1.Model.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListModelsResponse. */
            type $Shape = fulgur.v1.ListModelsResponse.$Properties;
        }

        /**
         * Properties of a Model.
         * @deprecated Use fulgur.v1.Model.$Properties instead.
         */
        interface IModel extends fulgur.v1.Model.$Properties {
        }

        /** Represents a Model. */
        class Model {

            /**
             * Constructs a new Model.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Model.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Model id. */
            id: string;

            /** Model architecture. */
            architecture: string;

            /** Model contextLength. */
            contextLength: number;

            /** Model vocabularySize. */
            vocabularySize: number;

            /** Model createdUnixS. */
            createdUnixS: number;

            /**
             * Creates a new Model instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Model instance
             */
            static create(properties: fulgur.v1.Model.$Shape): fulgur.v1.Model & fulgur.v1.Model.$Shape;
            static create(properties?: fulgur.v1.Model.$Properties): fulgur.v1.Model;

            /**
             * Encodes the specified Model message. Does not implicitly {@link fulgur.v1.Model.verify|verify} messages.
             * @param message Model message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Model.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Model message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Model & fulgur.v1.Model.$Shape} Model
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Model & fulgur.v1.Model.$Shape;
        }

        namespace Model {

            /** Properties of a Model. */
            interface $Properties {

                /** Model id */
                id?: (string|null);

                /** Model architecture */
                architecture?: (string|null);

                /** Model contextLength */
                contextLength?: (number|null);

                /** Model vocabularySize */
                vocabularySize?: (number|null);

                /** Model createdUnixS */
                createdUnixS?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Model. */
            type $Shape = fulgur.v1.Model.$Properties;
        }

        /**
         * Properties of a Member.
         * @deprecated Use fulgur.v1.Member.$Properties instead.
         */
        interface IMember extends fulgur.v1.Member.$Properties {
        }

        /** Represents a Member. */
        class Member {

            /**
             * Constructs a new Member.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Member.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Member service. */
            service: string;

            /** Member id. */
            id: string;

            /** Member address. */
            address: string;

            /** Member adminAddress. */
            adminAddress: string;

            /** Member pid. */
            pid: number;

            /** Member ready. */
            ready: boolean;

            /** Member reason. */
            reason: string;

            /** Member load. */
            load: number;

            /** Member restarts. */
            restarts: number;

            /** Member draining. */
            draining: boolean;

            /** Member modelFingerprint. */
            modelFingerprint: string;

            /** Member loadedEpoch. */
            loadedEpoch: number;

            /** Member residentExperts. */
            residentExperts: number;

            /** Member startedUnixMs. */
            startedUnixMs: number;

            /** Member weightCapacityBytes. */
            weightCapacityBytes: number;

            /** Member contextLength. */
            contextLength: number;

            /**
             * Creates a new Member instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Member instance
             */
            static create(properties: fulgur.v1.Member.$Shape): fulgur.v1.Member & fulgur.v1.Member.$Shape;
            static create(properties?: fulgur.v1.Member.$Properties): fulgur.v1.Member;

            /**
             * Encodes the specified Member message. Does not implicitly {@link fulgur.v1.Member.verify|verify} messages.
             * @param message Member message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Member & fulgur.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Member & fulgur.v1.Member.$Shape;
        }

        namespace Member {

            /** Properties of a Member. */
            interface $Properties {

                /** Member service */
                service?: (string|null);

                /** Member id */
                id?: (string|null);

                /** Member address */
                address?: (string|null);

                /** Member adminAddress */
                adminAddress?: (string|null);

                /** Member pid */
                pid?: (number|null);

                /** Member ready */
                ready?: (boolean|null);

                /** Member reason */
                reason?: (string|null);

                /** Member load */
                load?: (number|null);

                /** Member restarts */
                restarts?: (number|null);

                /** Member draining */
                draining?: (boolean|null);

                /** Member modelFingerprint */
                modelFingerprint?: (string|null);

                /** Member loadedEpoch */
                loadedEpoch?: (number|null);

                /** Member residentExperts */
                residentExperts?: (number|null);

                /** Member startedUnixMs */
                startedUnixMs?: (number|null);

                /** Member weightCapacityBytes */
                weightCapacityBytes?: (number|null);

                /** Member contextLength */
                contextLength?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Member. */
            type $Shape = fulgur.v1.Member.$Properties;
        }

        /**
         * Properties of a LeaderLease.
         * @deprecated Use fulgur.v1.LeaderLease.$Properties instead.
         */
        interface ILeaderLease extends fulgur.v1.LeaderLease.$Properties {
        }

        /** Represents a LeaderLease. */
        class LeaderLease {

            /**
             * Constructs a new LeaderLease.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.LeaderLease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LeaderLease routerId. */
            routerId: string;

            /** LeaderLease renewedUnixMs. */
            renewedUnixMs: number;

            /**
             * Creates a new LeaderLease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LeaderLease instance
             */
            static create(properties: fulgur.v1.LeaderLease.$Shape): fulgur.v1.LeaderLease & fulgur.v1.LeaderLease.$Shape;
            static create(properties?: fulgur.v1.LeaderLease.$Properties): fulgur.v1.LeaderLease;

            /**
             * Encodes the specified LeaderLease message. Does not implicitly {@link fulgur.v1.LeaderLease.verify|verify} messages.
             * @param message LeaderLease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.LeaderLease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LeaderLease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.LeaderLease & fulgur.v1.LeaderLease.$Shape} LeaderLease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.LeaderLease & fulgur.v1.LeaderLease.$Shape;
        }

        namespace LeaderLease {

            /** Properties of a LeaderLease. */
            interface $Properties {

                /** LeaderLease routerId */
                routerId?: (string|null);

                /** LeaderLease renewedUnixMs */
                renewedUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LeaderLease. */
            type $Shape = fulgur.v1.LeaderLease.$Properties;
        }

        /**
         * Properties of a PlacementPlan.
         * @deprecated Use fulgur.v1.PlacementPlan.$Properties instead.
         */
        interface IPlacementPlan extends fulgur.v1.PlacementPlan.$Properties {
        }

        /** Represents a PlacementPlan. */
        class PlacementPlan {

            /**
             * Constructs a new PlacementPlan.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PlacementPlan.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PlacementPlan epoch. */
            epoch: number;

            /** PlacementPlan modelFingerprint. */
            modelFingerprint: string;

            /** PlacementPlan layers. */
            layers: fulgur.v1.LayerPlacement.$Properties[];

            /** PlacementPlan reason. */
            reason: string;

            /**
             * Creates a new PlacementPlan instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PlacementPlan instance
             */
            static create(properties: fulgur.v1.PlacementPlan.$Shape): fulgur.v1.PlacementPlan & fulgur.v1.PlacementPlan.$Shape;
            static create(properties?: fulgur.v1.PlacementPlan.$Properties): fulgur.v1.PlacementPlan;

            /**
             * Encodes the specified PlacementPlan message. Does not implicitly {@link fulgur.v1.PlacementPlan.verify|verify} messages.
             * @param message PlacementPlan message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PlacementPlan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PlacementPlan message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PlacementPlan & fulgur.v1.PlacementPlan.$Shape} PlacementPlan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PlacementPlan & fulgur.v1.PlacementPlan.$Shape;
        }

        namespace PlacementPlan {

            /** Properties of a PlacementPlan. */
            interface $Properties {

                /** PlacementPlan epoch */
                epoch?: (number|null);

                /** PlacementPlan modelFingerprint */
                modelFingerprint?: (string|null);

                /** PlacementPlan layers */
                layers?: (fulgur.v1.LayerPlacement.$Properties[]|null);

                /** PlacementPlan reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PlacementPlan. */
            type $Shape = fulgur.v1.PlacementPlan.$Properties;
        }

        /**
         * Properties of a LayerPlacement.
         * @deprecated Use fulgur.v1.LayerPlacement.$Properties instead.
         */
        interface ILayerPlacement extends fulgur.v1.LayerPlacement.$Properties {
        }

        /** Represents a LayerPlacement. */
        class LayerPlacement {

            /**
             * Constructs a new LayerPlacement.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.LayerPlacement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LayerPlacement layer. */
            layer: number;

            /** LayerPlacement experts. */
            experts: fulgur.v1.ExpertHolders.$Properties[];

            /**
             * Creates a new LayerPlacement instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LayerPlacement instance
             */
            static create(properties: fulgur.v1.LayerPlacement.$Shape): fulgur.v1.LayerPlacement & fulgur.v1.LayerPlacement.$Shape;
            static create(properties?: fulgur.v1.LayerPlacement.$Properties): fulgur.v1.LayerPlacement;

            /**
             * Encodes the specified LayerPlacement message. Does not implicitly {@link fulgur.v1.LayerPlacement.verify|verify} messages.
             * @param message LayerPlacement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.LayerPlacement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LayerPlacement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerPlacement & fulgur.v1.LayerPlacement.$Shape} LayerPlacement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.LayerPlacement & fulgur.v1.LayerPlacement.$Shape;
        }

        namespace LayerPlacement {

            /** Properties of a LayerPlacement. */
            interface $Properties {

                /** LayerPlacement layer */
                layer?: (number|null);

                /** LayerPlacement experts */
                experts?: (fulgur.v1.ExpertHolders.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LayerPlacement. */
            type $Shape = fulgur.v1.LayerPlacement.$Properties;
        }

        /**
         * Properties of an ExpertHolders.
         * @deprecated Use fulgur.v1.ExpertHolders.$Properties instead.
         */
        interface IExpertHolders extends fulgur.v1.ExpertHolders.$Properties {
        }

        /** Represents an ExpertHolders. */
        class ExpertHolders {

            /**
             * Constructs a new ExpertHolders.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ExpertHolders.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExpertHolders shardIds. */
            shardIds: string[];

            /**
             * Creates a new ExpertHolders instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExpertHolders instance
             */
            static create(properties: fulgur.v1.ExpertHolders.$Shape): fulgur.v1.ExpertHolders & fulgur.v1.ExpertHolders.$Shape;
            static create(properties?: fulgur.v1.ExpertHolders.$Properties): fulgur.v1.ExpertHolders;

            /**
             * Encodes the specified ExpertHolders message. Does not implicitly {@link fulgur.v1.ExpertHolders.verify|verify} messages.
             * @param message ExpertHolders message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ExpertHolders.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExpertHolders message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertHolders & fulgur.v1.ExpertHolders.$Shape} ExpertHolders
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ExpertHolders & fulgur.v1.ExpertHolders.$Shape;
        }

        namespace ExpertHolders {

            /** Properties of an ExpertHolders. */
            interface $Properties {

                /** ExpertHolders shardIds */
                shardIds?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExpertHolders. */
            type $Shape = fulgur.v1.ExpertHolders.$Properties;
        }

        /**
         * Properties of an ExpertHeat.
         * @deprecated Use fulgur.v1.ExpertHeat.$Properties instead.
         */
        interface IExpertHeat extends fulgur.v1.ExpertHeat.$Properties {
        }

        /** Represents an ExpertHeat. */
        class ExpertHeat {

            /**
             * Constructs a new ExpertHeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ExpertHeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExpertHeat attentionId. */
            attentionId: string;

            /** ExpertHeat layers. */
            layers: fulgur.v1.LayerHeat.$Properties[];

            /**
             * Creates a new ExpertHeat instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExpertHeat instance
             */
            static create(properties: fulgur.v1.ExpertHeat.$Shape): fulgur.v1.ExpertHeat & fulgur.v1.ExpertHeat.$Shape;
            static create(properties?: fulgur.v1.ExpertHeat.$Properties): fulgur.v1.ExpertHeat;

            /**
             * Encodes the specified ExpertHeat message. Does not implicitly {@link fulgur.v1.ExpertHeat.verify|verify} messages.
             * @param message ExpertHeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ExpertHeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExpertHeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertHeat & fulgur.v1.ExpertHeat.$Shape} ExpertHeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ExpertHeat & fulgur.v1.ExpertHeat.$Shape;
        }

        namespace ExpertHeat {

            /** Properties of an ExpertHeat. */
            interface $Properties {

                /** ExpertHeat attentionId */
                attentionId?: (string|null);

                /** ExpertHeat layers */
                layers?: (fulgur.v1.LayerHeat.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExpertHeat. */
            type $Shape = fulgur.v1.ExpertHeat.$Properties;
        }

        /**
         * Properties of a LayerHeat.
         * @deprecated Use fulgur.v1.LayerHeat.$Properties instead.
         */
        interface ILayerHeat extends fulgur.v1.LayerHeat.$Properties {
        }

        /** Represents a LayerHeat. */
        class LayerHeat {

            /**
             * Constructs a new LayerHeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.LayerHeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LayerHeat layer. */
            layer: number;

            /** LayerHeat tokens. */
            tokens: number[];

            /**
             * Creates a new LayerHeat instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LayerHeat instance
             */
            static create(properties: fulgur.v1.LayerHeat.$Shape): fulgur.v1.LayerHeat & fulgur.v1.LayerHeat.$Shape;
            static create(properties?: fulgur.v1.LayerHeat.$Properties): fulgur.v1.LayerHeat;

            /**
             * Encodes the specified LayerHeat message. Does not implicitly {@link fulgur.v1.LayerHeat.verify|verify} messages.
             * @param message LayerHeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.LayerHeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LayerHeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerHeat & fulgur.v1.LayerHeat.$Shape} LayerHeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.LayerHeat & fulgur.v1.LayerHeat.$Shape;
        }

        namespace LayerHeat {

            /** Properties of a LayerHeat. */
            interface $Properties {

                /** LayerHeat layer */
                layer?: (number|null);

                /** LayerHeat tokens */
                tokens?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LayerHeat. */
            type $Shape = fulgur.v1.LayerHeat.$Properties;
        }

        /**
         * Properties of a BlockEvents.
         * @deprecated Use fulgur.v1.BlockEvents.$Properties instead.
         */
        interface IBlockEvents extends fulgur.v1.BlockEvents.$Properties {
        }

        /** Represents a BlockEvents. */
        class BlockEvents {

            /**
             * Constructs a new BlockEvents.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.BlockEvents.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BlockEvents producerId. */
            producerId: string;

            /** BlockEvents sequence. */
            sequence: number;

            /** BlockEvents incarnation. */
            incarnation: number;

            /** BlockEvents storedKeys. */
            storedKeys: Uint8Array;

            /** BlockEvents evictedKeys. */
            evictedKeys: Uint8Array;

            /**
             * Creates a new BlockEvents instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BlockEvents instance
             */
            static create(properties: fulgur.v1.BlockEvents.$Shape): fulgur.v1.BlockEvents & fulgur.v1.BlockEvents.$Shape;
            static create(properties?: fulgur.v1.BlockEvents.$Properties): fulgur.v1.BlockEvents;

            /**
             * Encodes the specified BlockEvents message. Does not implicitly {@link fulgur.v1.BlockEvents.verify|verify} messages.
             * @param message BlockEvents message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.BlockEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BlockEvents message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockEvents & fulgur.v1.BlockEvents.$Shape} BlockEvents
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.BlockEvents & fulgur.v1.BlockEvents.$Shape;
        }

        namespace BlockEvents {

            /** Properties of a BlockEvents. */
            interface $Properties {

                /** BlockEvents producerId */
                producerId?: (string|null);

                /** BlockEvents sequence */
                sequence?: (number|null);

                /** BlockEvents incarnation */
                incarnation?: (number|null);

                /** BlockEvents storedKeys */
                storedKeys?: (Uint8Array|null);

                /** BlockEvents evictedKeys */
                evictedKeys?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BlockEvents. */
            type $Shape = fulgur.v1.BlockEvents.$Properties;
        }

        /**
         * Properties of a VerdictEvent.
         * @deprecated Use fulgur.v1.VerdictEvent.$Properties instead.
         */
        interface IVerdictEvent extends fulgur.v1.VerdictEvent.$Properties {
        }

        /** Represents a VerdictEvent. */
        class VerdictEvent {

            /**
             * Constructs a new VerdictEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.VerdictEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VerdictEvent guardId. */
            guardId: string;

            /** VerdictEvent requestId. */
            requestId: string;

            /** VerdictEvent tenant. */
            tenant: string;

            /** VerdictEvent user. */
            user: string;

            /** VerdictEvent phase. */
            phase: string;

            /** VerdictEvent action. */
            action: string;

            /** VerdictEvent categories. */
            categories: string[];

            /** VerdictEvent detectors. */
            detectors: string[];

            /** VerdictEvent policyVersion. */
            policyVersion: string;

            /** VerdictEvent atUnixMs. */
            atUnixMs: number;

            /** VerdictEvent findings. */
            findings: fulgur.v1.VerdictFinding.$Properties[];

            /** VerdictEvent choice. */
            choice: number;

            /** VerdictEvent channel. */
            channel: string;

            /** VerdictEvent classifierScores. */
            classifierScores: { [k: string]: number };

            /**
             * Creates a new VerdictEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VerdictEvent instance
             */
            static create(properties: fulgur.v1.VerdictEvent.$Shape): fulgur.v1.VerdictEvent & fulgur.v1.VerdictEvent.$Shape;
            static create(properties?: fulgur.v1.VerdictEvent.$Properties): fulgur.v1.VerdictEvent;

            /**
             * Encodes the specified VerdictEvent message. Does not implicitly {@link fulgur.v1.VerdictEvent.verify|verify} messages.
             * @param message VerdictEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.VerdictEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VerdictEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.VerdictEvent & fulgur.v1.VerdictEvent.$Shape} VerdictEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.VerdictEvent & fulgur.v1.VerdictEvent.$Shape;
        }

        namespace VerdictEvent {

            /** Properties of a VerdictEvent. */
            interface $Properties {

                /** VerdictEvent guardId */
                guardId?: (string|null);

                /** VerdictEvent requestId */
                requestId?: (string|null);

                /** VerdictEvent tenant */
                tenant?: (string|null);

                /** VerdictEvent user */
                user?: (string|null);

                /** VerdictEvent phase */
                phase?: (string|null);

                /** VerdictEvent action */
                action?: (string|null);

                /** VerdictEvent categories */
                categories?: (string[]|null);

                /** VerdictEvent detectors */
                detectors?: (string[]|null);

                /** VerdictEvent policyVersion */
                policyVersion?: (string|null);

                /** VerdictEvent atUnixMs */
                atUnixMs?: (number|null);

                /** VerdictEvent findings */
                findings?: (fulgur.v1.VerdictFinding.$Properties[]|null);

                /** VerdictEvent choice */
                choice?: (number|null);

                /** VerdictEvent channel */
                channel?: (string|null);

                /** VerdictEvent classifierScores */
                classifierScores?: ({ [k: string]: number }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VerdictEvent. */
            type $Shape = fulgur.v1.VerdictEvent.$Properties;
        }

        /**
         * Properties of a VerdictFinding.
         * @deprecated Use fulgur.v1.VerdictFinding.$Properties instead.
         */
        interface IVerdictFinding extends fulgur.v1.VerdictFinding.$Properties {
        }

        /** Represents a VerdictFinding. */
        class VerdictFinding {

            /**
             * Constructs a new VerdictFinding.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.VerdictFinding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VerdictFinding category. */
            category: string;

            /** VerdictFinding detector. */
            detector: string;

            /** VerdictFinding tier. */
            tier: number;

            /** VerdictFinding reading. */
            reading: string;

            /** VerdictFinding action. */
            action: string;

            /** VerdictFinding part. */
            part: number;

            /** VerdictFinding startOffset. */
            startOffset: number;

            /** VerdictFinding endOffset. */
            endOffset: number;

            /** VerdictFinding role. */
            role: string;

            /** VerdictFinding score. */
            score: number;

            /**
             * Creates a new VerdictFinding instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VerdictFinding instance
             */
            static create(properties: fulgur.v1.VerdictFinding.$Shape): fulgur.v1.VerdictFinding & fulgur.v1.VerdictFinding.$Shape;
            static create(properties?: fulgur.v1.VerdictFinding.$Properties): fulgur.v1.VerdictFinding;

            /**
             * Encodes the specified VerdictFinding message. Does not implicitly {@link fulgur.v1.VerdictFinding.verify|verify} messages.
             * @param message VerdictFinding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.VerdictFinding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VerdictFinding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.VerdictFinding & fulgur.v1.VerdictFinding.$Shape} VerdictFinding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.VerdictFinding & fulgur.v1.VerdictFinding.$Shape;
        }

        namespace VerdictFinding {

            /** Properties of a VerdictFinding. */
            interface $Properties {

                /** VerdictFinding category */
                category?: (string|null);

                /** VerdictFinding detector */
                detector?: (string|null);

                /** VerdictFinding tier */
                tier?: (number|null);

                /** VerdictFinding reading */
                reading?: (string|null);

                /** VerdictFinding action */
                action?: (string|null);

                /** VerdictFinding part */
                part?: (number|null);

                /** VerdictFinding startOffset */
                startOffset?: (number|null);

                /** VerdictFinding endOffset */
                endOffset?: (number|null);

                /** VerdictFinding role */
                role?: (string|null);

                /** VerdictFinding score */
                score?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VerdictFinding. */
            type $Shape = fulgur.v1.VerdictFinding.$Properties;
        }

        /**
         * Properties of a SuspectEvent.
         * @deprecated Use fulgur.v1.SuspectEvent.$Properties instead.
         */
        interface ISuspectEvent extends fulgur.v1.SuspectEvent.$Properties {
        }

        /** Represents a SuspectEvent. */
        class SuspectEvent {

            /**
             * Constructs a new SuspectEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.SuspectEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SuspectEvent reporterId. */
            reporterId: string;

            /** SuspectEvent service. */
            service: string;

            /** SuspectEvent id. */
            id: string;

            /**
             * Creates a new SuspectEvent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SuspectEvent instance
             */
            static create(properties: fulgur.v1.SuspectEvent.$Shape): fulgur.v1.SuspectEvent & fulgur.v1.SuspectEvent.$Shape;
            static create(properties?: fulgur.v1.SuspectEvent.$Properties): fulgur.v1.SuspectEvent;

            /**
             * Encodes the specified SuspectEvent message. Does not implicitly {@link fulgur.v1.SuspectEvent.verify|verify} messages.
             * @param message SuspectEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.SuspectEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SuspectEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.SuspectEvent & fulgur.v1.SuspectEvent.$Shape} SuspectEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.SuspectEvent & fulgur.v1.SuspectEvent.$Shape;
        }

        namespace SuspectEvent {

            /** Properties of a SuspectEvent. */
            interface $Properties {

                /** SuspectEvent reporterId */
                reporterId?: (string|null);

                /** SuspectEvent service */
                service?: (string|null);

                /** SuspectEvent id */
                id?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SuspectEvent. */
            type $Shape = fulgur.v1.SuspectEvent.$Properties;
        }

        /**
         * Properties of a GetStatusRequest.
         * @deprecated Use fulgur.v1.GetStatusRequest.$Properties instead.
         */
        interface IGetStatusRequest extends fulgur.v1.GetStatusRequest.$Properties {
        }

        /** Represents a GetStatusRequest. */
        class GetStatusRequest {

            /**
             * Constructs a new GetStatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GetStatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetStatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetStatusRequest instance
             */
            static create(properties: fulgur.v1.GetStatusRequest.$Shape): fulgur.v1.GetStatusRequest & fulgur.v1.GetStatusRequest.$Shape;
            static create(properties?: fulgur.v1.GetStatusRequest.$Properties): fulgur.v1.GetStatusRequest;

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link fulgur.v1.GetStatusRequest.verify|verify} messages.
             * @param message GetStatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GetStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GetStatusRequest & fulgur.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GetStatusRequest & fulgur.v1.GetStatusRequest.$Shape;
        }

        namespace GetStatusRequest {

            /** Properties of a GetStatusRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusRequest. */
            type $Shape = fulgur.v1.GetStatusRequest.$Properties;
        }

        /**
         * Properties of a ClusterStatus.
         * @deprecated Use fulgur.v1.ClusterStatus.$Properties instead.
         */
        interface IClusterStatus extends fulgur.v1.ClusterStatus.$Properties {
        }

        /** Represents a ClusterStatus. */
        class ClusterStatus {

            /**
             * Constructs a new ClusterStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ClusterStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterStatus members. */
            members: fulgur.v1.Member.$Properties[];

            /** ClusterStatus leaderId. */
            leaderId: string;

            /** ClusterStatus planEpoch. */
            planEpoch: number;

            /** ClusterStatus targetEpoch. */
            targetEpoch: number;

            /** ClusterStatus modelId. */
            modelId: string;

            /** ClusterStatus modelFingerprint. */
            modelFingerprint: string;

            /**
             * Creates a new ClusterStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterStatus instance
             */
            static create(properties: fulgur.v1.ClusterStatus.$Shape): fulgur.v1.ClusterStatus & fulgur.v1.ClusterStatus.$Shape;
            static create(properties?: fulgur.v1.ClusterStatus.$Properties): fulgur.v1.ClusterStatus;

            /**
             * Encodes the specified ClusterStatus message. Does not implicitly {@link fulgur.v1.ClusterStatus.verify|verify} messages.
             * @param message ClusterStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ClusterStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ClusterStatus & fulgur.v1.ClusterStatus.$Shape} ClusterStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ClusterStatus & fulgur.v1.ClusterStatus.$Shape;
        }

        namespace ClusterStatus {

            /** Properties of a ClusterStatus. */
            interface $Properties {

                /** ClusterStatus members */
                members?: (fulgur.v1.Member.$Properties[]|null);

                /** ClusterStatus leaderId */
                leaderId?: (string|null);

                /** ClusterStatus planEpoch */
                planEpoch?: (number|null);

                /** ClusterStatus targetEpoch */
                targetEpoch?: (number|null);

                /** ClusterStatus modelId */
                modelId?: (string|null);

                /** ClusterStatus modelFingerprint */
                modelFingerprint?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterStatus. */
            type $Shape = fulgur.v1.ClusterStatus.$Properties;
        }

        /** DType enum. */
        enum DType {

            /** DTYPE_UNSPECIFIED value */
            DTYPE_UNSPECIFIED = 0,

            /** DTYPE_BF16 value */
            DTYPE_BF16 = 1,

            /** DTYPE_F32 value */
            DTYPE_F32 = 2,

            /** DTYPE_Q8_0 value */
            DTYPE_Q8_0 = 3
        }

        /**
         * Properties of an ActivationBatch.
         * @deprecated Use fulgur.v1.ActivationBatch.$Properties instead.
         */
        interface IActivationBatch extends fulgur.v1.ActivationBatch.$Properties {
        }

        /** Represents an ActivationBatch. */
        class ActivationBatch {

            /**
             * Constructs a new ActivationBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ActivationBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ActivationBatch callId. */
            callId: number;

            /** ActivationBatch epoch. */
            epoch: number;

            /** ActivationBatch layer. */
            layer: number;

            /** ActivationBatch microBatch. */
            microBatch: number;

            /** ActivationBatch rows. */
            rows: number;

            /** ActivationBatch dtype. */
            dtype: fulgur.v1.DType;

            /** ActivationBatch hidden. */
            hidden: Uint8Array;

            /** ActivationBatch rowIndex. */
            rowIndex: Uint8Array;

            /** ActivationBatch expertId. */
            expertId: Uint8Array;

            /** ActivationBatch weight. */
            weight: Uint8Array;

            /** ActivationBatch deadlineUnixMs. */
            deadlineUnixMs: number;

            /** ActivationBatch traceparent. */
            traceparent: string;

            /**
             * Creates a new ActivationBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ActivationBatch instance
             */
            static create(properties: fulgur.v1.ActivationBatch.$Shape): fulgur.v1.ActivationBatch & fulgur.v1.ActivationBatch.$Shape;
            static create(properties?: fulgur.v1.ActivationBatch.$Properties): fulgur.v1.ActivationBatch;

            /**
             * Encodes the specified ActivationBatch message. Does not implicitly {@link fulgur.v1.ActivationBatch.verify|verify} messages.
             * @param message ActivationBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ActivationBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ActivationBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ActivationBatch & fulgur.v1.ActivationBatch.$Shape} ActivationBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ActivationBatch & fulgur.v1.ActivationBatch.$Shape;
        }

        namespace ActivationBatch {

            /** Properties of an ActivationBatch. */
            interface $Properties {

                /** ActivationBatch callId */
                callId?: (number|null);

                /** ActivationBatch epoch */
                epoch?: (number|null);

                /** ActivationBatch layer */
                layer?: (number|null);

                /** ActivationBatch microBatch */
                microBatch?: (number|null);

                /** ActivationBatch rows */
                rows?: (number|null);

                /** ActivationBatch dtype */
                dtype?: (fulgur.v1.DType|null);

                /** ActivationBatch hidden */
                hidden?: (Uint8Array|null);

                /** ActivationBatch rowIndex */
                rowIndex?: (Uint8Array|null);

                /** ActivationBatch expertId */
                expertId?: (Uint8Array|null);

                /** ActivationBatch weight */
                weight?: (Uint8Array|null);

                /** ActivationBatch deadlineUnixMs */
                deadlineUnixMs?: (number|null);

                /** ActivationBatch traceparent */
                traceparent?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ActivationBatch. */
            type $Shape = fulgur.v1.ActivationBatch.$Properties;
        }

        /**
         * Properties of an ExpertOutput.
         * @deprecated Use fulgur.v1.ExpertOutput.$Properties instead.
         */
        interface IExpertOutput extends fulgur.v1.ExpertOutput.$Properties {
        }

        /** Represents an ExpertOutput. */
        class ExpertOutput {

            /**
             * Constructs a new ExpertOutput.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ExpertOutput.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExpertOutput callId. */
            callId: number;

            /** ExpertOutput dtype. */
            dtype: fulgur.v1.DType;

            /** ExpertOutput partial. */
            partial: Uint8Array;

            /** ExpertOutput computeUs. */
            computeUs: number;

            /** ExpertOutput errorCode. */
            errorCode: number;

            /** ExpertOutput errorMessage. */
            errorMessage: string;

            /** ExpertOutput missingExperts. */
            missingExperts: number[];

            /**
             * Creates a new ExpertOutput instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExpertOutput instance
             */
            static create(properties: fulgur.v1.ExpertOutput.$Shape): fulgur.v1.ExpertOutput & fulgur.v1.ExpertOutput.$Shape;
            static create(properties?: fulgur.v1.ExpertOutput.$Properties): fulgur.v1.ExpertOutput;

            /**
             * Encodes the specified ExpertOutput message. Does not implicitly {@link fulgur.v1.ExpertOutput.verify|verify} messages.
             * @param message ExpertOutput message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ExpertOutput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExpertOutput message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ExpertOutput & fulgur.v1.ExpertOutput.$Shape} ExpertOutput
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ExpertOutput & fulgur.v1.ExpertOutput.$Shape;
        }

        namespace ExpertOutput {

            /** Properties of an ExpertOutput. */
            interface $Properties {

                /** ExpertOutput callId */
                callId?: (number|null);

                /** ExpertOutput dtype */
                dtype?: (fulgur.v1.DType|null);

                /** ExpertOutput partial */
                partial?: (Uint8Array|null);

                /** ExpertOutput computeUs */
                computeUs?: (number|null);

                /** ExpertOutput errorCode */
                errorCode?: (number|null);

                /** ExpertOutput errorMessage */
                errorMessage?: (string|null);

                /** ExpertOutput missingExperts */
                missingExperts?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExpertOutput. */
            type $Shape = fulgur.v1.ExpertOutput.$Properties;
        }

        /**
         * Properties of a RowsOffer.
         * @deprecated Use fulgur.v1.RowsOffer.$Properties instead.
         */
        interface IRowsOffer extends fulgur.v1.RowsOffer.$Properties {
        }

        /** Represents a RowsOffer. */
        class RowsOffer {

            /**
             * Constructs a new RowsOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.RowsOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RowsOffer machine. */
            machine: string;

            /** RowsOffer pid. */
            pid: number;

            /** RowsOffer descriptor. */
            descriptor: number;

            /** RowsOffer secret. */
            secret: Uint8Array;

            /** RowsOffer hidden. */
            hidden: number;

            /** RowsOffer rowsMax. */
            rowsMax: number;

            /** RowsOffer pairsMax. */
            pairsMax: number;

            /** RowsOffer slots. */
            slots: number;

            /**
             * Creates a new RowsOffer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RowsOffer instance
             */
            static create(properties: fulgur.v1.RowsOffer.$Shape): fulgur.v1.RowsOffer & fulgur.v1.RowsOffer.$Shape;
            static create(properties?: fulgur.v1.RowsOffer.$Properties): fulgur.v1.RowsOffer;

            /**
             * Encodes the specified RowsOffer message. Does not implicitly {@link fulgur.v1.RowsOffer.verify|verify} messages.
             * @param message RowsOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.RowsOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RowsOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.RowsOffer & fulgur.v1.RowsOffer.$Shape} RowsOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.RowsOffer & fulgur.v1.RowsOffer.$Shape;
        }

        namespace RowsOffer {

            /** Properties of a RowsOffer. */
            interface $Properties {

                /** RowsOffer machine */
                machine?: (string|null);

                /** RowsOffer pid */
                pid?: (number|null);

                /** RowsOffer descriptor */
                descriptor?: (number|null);

                /** RowsOffer secret */
                secret?: (Uint8Array|null);

                /** RowsOffer hidden */
                hidden?: (number|null);

                /** RowsOffer rowsMax */
                rowsMax?: (number|null);

                /** RowsOffer pairsMax */
                pairsMax?: (number|null);

                /** RowsOffer slots */
                slots?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RowsOffer. */
            type $Shape = fulgur.v1.RowsOffer.$Properties;
        }

        /**
         * Properties of a RowsAnswer.
         * @deprecated Use fulgur.v1.RowsAnswer.$Properties instead.
         */
        interface IRowsAnswer extends fulgur.v1.RowsAnswer.$Properties {
        }

        /** Represents a RowsAnswer. */
        class RowsAnswer {

            /**
             * Constructs a new RowsAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.RowsAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RowsAnswer refusal. */
            refusal: string;

            /**
             * Creates a new RowsAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RowsAnswer instance
             */
            static create(properties: fulgur.v1.RowsAnswer.$Shape): fulgur.v1.RowsAnswer & fulgur.v1.RowsAnswer.$Shape;
            static create(properties?: fulgur.v1.RowsAnswer.$Properties): fulgur.v1.RowsAnswer;

            /**
             * Encodes the specified RowsAnswer message. Does not implicitly {@link fulgur.v1.RowsAnswer.verify|verify} messages.
             * @param message RowsAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.RowsAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RowsAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.RowsAnswer & fulgur.v1.RowsAnswer.$Shape} RowsAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.RowsAnswer & fulgur.v1.RowsAnswer.$Shape;
        }

        namespace RowsAnswer {

            /** Properties of a RowsAnswer. */
            interface $Properties {

                /** RowsAnswer refusal */
                refusal?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RowsAnswer. */
            type $Shape = fulgur.v1.RowsAnswer.$Properties;
        }

        /**
         * Properties of a GetResidencyRequest.
         * @deprecated Use fulgur.v1.GetResidencyRequest.$Properties instead.
         */
        interface IGetResidencyRequest extends fulgur.v1.GetResidencyRequest.$Properties {
        }

        /** Represents a GetResidencyRequest. */
        class GetResidencyRequest {

            /**
             * Constructs a new GetResidencyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GetResidencyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetResidencyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetResidencyRequest instance
             */
            static create(properties: fulgur.v1.GetResidencyRequest.$Shape): fulgur.v1.GetResidencyRequest & fulgur.v1.GetResidencyRequest.$Shape;
            static create(properties?: fulgur.v1.GetResidencyRequest.$Properties): fulgur.v1.GetResidencyRequest;

            /**
             * Encodes the specified GetResidencyRequest message. Does not implicitly {@link fulgur.v1.GetResidencyRequest.verify|verify} messages.
             * @param message GetResidencyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GetResidencyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetResidencyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GetResidencyRequest & fulgur.v1.GetResidencyRequest.$Shape} GetResidencyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GetResidencyRequest & fulgur.v1.GetResidencyRequest.$Shape;
        }

        namespace GetResidencyRequest {

            /** Properties of a GetResidencyRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetResidencyRequest. */
            type $Shape = fulgur.v1.GetResidencyRequest.$Properties;
        }

        /**
         * Properties of a Residency.
         * @deprecated Use fulgur.v1.Residency.$Properties instead.
         */
        interface IResidency extends fulgur.v1.Residency.$Properties {
        }

        /** Represents a Residency. */
        class Residency {

            /**
             * Constructs a new Residency.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Residency.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Residency modelFingerprint. */
            modelFingerprint: string;

            /** Residency epoch. */
            epoch: number;

            /** Residency layers. */
            layers: fulgur.v1.LayerResidency.$Properties[];

            /** Residency weightBytes. */
            weightBytes: number;

            /**
             * Creates a new Residency instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Residency instance
             */
            static create(properties: fulgur.v1.Residency.$Shape): fulgur.v1.Residency & fulgur.v1.Residency.$Shape;
            static create(properties?: fulgur.v1.Residency.$Properties): fulgur.v1.Residency;

            /**
             * Encodes the specified Residency message. Does not implicitly {@link fulgur.v1.Residency.verify|verify} messages.
             * @param message Residency message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Residency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Residency message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Residency & fulgur.v1.Residency.$Shape} Residency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Residency & fulgur.v1.Residency.$Shape;
        }

        namespace Residency {

            /** Properties of a Residency. */
            interface $Properties {

                /** Residency modelFingerprint */
                modelFingerprint?: (string|null);

                /** Residency epoch */
                epoch?: (number|null);

                /** Residency layers */
                layers?: (fulgur.v1.LayerResidency.$Properties[]|null);

                /** Residency weightBytes */
                weightBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Residency. */
            type $Shape = fulgur.v1.Residency.$Properties;
        }

        /**
         * Properties of a LayerResidency.
         * @deprecated Use fulgur.v1.LayerResidency.$Properties instead.
         */
        interface ILayerResidency extends fulgur.v1.LayerResidency.$Properties {
        }

        /** Represents a LayerResidency. */
        class LayerResidency {

            /**
             * Constructs a new LayerResidency.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.LayerResidency.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LayerResidency layer. */
            layer: number;

            /** LayerResidency experts. */
            experts: number[];

            /**
             * Creates a new LayerResidency instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LayerResidency instance
             */
            static create(properties: fulgur.v1.LayerResidency.$Shape): fulgur.v1.LayerResidency & fulgur.v1.LayerResidency.$Shape;
            static create(properties?: fulgur.v1.LayerResidency.$Properties): fulgur.v1.LayerResidency;

            /**
             * Encodes the specified LayerResidency message. Does not implicitly {@link fulgur.v1.LayerResidency.verify|verify} messages.
             * @param message LayerResidency message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.LayerResidency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LayerResidency message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.LayerResidency & fulgur.v1.LayerResidency.$Shape} LayerResidency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.LayerResidency & fulgur.v1.LayerResidency.$Shape;
        }

        namespace LayerResidency {

            /** Properties of a LayerResidency. */
            interface $Properties {

                /** LayerResidency layer */
                layer?: (number|null);

                /** LayerResidency experts */
                experts?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LayerResidency. */
            type $Shape = fulgur.v1.LayerResidency.$Properties;
        }

        /** GuardAction enum. */
        enum GuardAction {

            /** GUARD_ACTION_UNSPECIFIED value */
            GUARD_ACTION_UNSPECIFIED = 0,

            /** GUARD_ACTION_ALLOW value */
            GUARD_ACTION_ALLOW = 1,

            /** GUARD_ACTION_FLAG value */
            GUARD_ACTION_FLAG = 2,

            /** GUARD_ACTION_REDACT value */
            GUARD_ACTION_REDACT = 3,

            /** GUARD_ACTION_SAFE_COMPLETION value */
            GUARD_ACTION_SAFE_COMPLETION = 4,

            /** GUARD_ACTION_BLOCK value */
            GUARD_ACTION_BLOCK = 5
        }

        /**
         * Properties of an AssessPromptRequest.
         * @deprecated Use fulgur.v1.AssessPromptRequest.$Properties instead.
         */
        interface IAssessPromptRequest extends fulgur.v1.AssessPromptRequest.$Properties {
        }

        /** Represents an AssessPromptRequest. */
        class AssessPromptRequest {

            /**
             * Constructs a new AssessPromptRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AssessPromptRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AssessPromptRequest requestId. */
            requestId: string;

            /** AssessPromptRequest tenant. */
            tenant: string;

            /** AssessPromptRequest user. */
            user: string;

            /** AssessPromptRequest parts. */
            parts: fulgur.v1.PromptPart.$Properties[];

            /**
             * Creates a new AssessPromptRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AssessPromptRequest instance
             */
            static create(properties: fulgur.v1.AssessPromptRequest.$Shape): fulgur.v1.AssessPromptRequest & fulgur.v1.AssessPromptRequest.$Shape;
            static create(properties?: fulgur.v1.AssessPromptRequest.$Properties): fulgur.v1.AssessPromptRequest;

            /**
             * Encodes the specified AssessPromptRequest message. Does not implicitly {@link fulgur.v1.AssessPromptRequest.verify|verify} messages.
             * @param message AssessPromptRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AssessPromptRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AssessPromptRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AssessPromptRequest & fulgur.v1.AssessPromptRequest.$Shape} AssessPromptRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AssessPromptRequest & fulgur.v1.AssessPromptRequest.$Shape;
        }

        namespace AssessPromptRequest {

            /** Properties of an AssessPromptRequest. */
            interface $Properties {

                /** AssessPromptRequest requestId */
                requestId?: (string|null);

                /** AssessPromptRequest tenant */
                tenant?: (string|null);

                /** AssessPromptRequest user */
                user?: (string|null);

                /** AssessPromptRequest parts */
                parts?: (fulgur.v1.PromptPart.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AssessPromptRequest. */
            type $Shape = fulgur.v1.AssessPromptRequest.$Properties;
        }

        /**
         * Properties of a PromptPart.
         * @deprecated Use fulgur.v1.PromptPart.$Properties instead.
         */
        interface IPromptPart extends fulgur.v1.PromptPart.$Properties {
        }

        /** Represents a PromptPart. */
        class PromptPart {

            /**
             * Constructs a new PromptPart.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PromptPart.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PromptPart role. */
            role: string;

            /** PromptPart text. */
            text: string;

            /**
             * Creates a new PromptPart instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromptPart instance
             */
            static create(properties: fulgur.v1.PromptPart.$Shape): fulgur.v1.PromptPart & fulgur.v1.PromptPart.$Shape;
            static create(properties?: fulgur.v1.PromptPart.$Properties): fulgur.v1.PromptPart;

            /**
             * Encodes the specified PromptPart message. Does not implicitly {@link fulgur.v1.PromptPart.verify|verify} messages.
             * @param message PromptPart message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PromptPart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromptPart message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptPart & fulgur.v1.PromptPart.$Shape} PromptPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PromptPart & fulgur.v1.PromptPart.$Shape;
        }

        namespace PromptPart {

            /** Properties of a PromptPart. */
            interface $Properties {

                /** PromptPart role */
                role?: (string|null);

                /** PromptPart text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PromptPart. */
            type $Shape = fulgur.v1.PromptPart.$Properties;
        }

        /**
         * Properties of a Finding.
         * @deprecated Use fulgur.v1.Finding.$Properties instead.
         */
        interface IFinding extends fulgur.v1.Finding.$Properties {
        }

        /** Represents a Finding. */
        class Finding {

            /**
             * Constructs a new Finding.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Finding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Finding category. */
            category: string;

            /** Finding detector. */
            detector: string;

            /** Finding part. */
            part: number;

            /** Finding startOffset. */
            startOffset: number;

            /** Finding endOffset. */
            endOffset: number;

            /** Finding action. */
            action: fulgur.v1.GuardAction;

            /** Finding tier. */
            tier: number;

            /** Finding reading. */
            reading: string;

            /** Finding score. */
            score: number;

            /**
             * Creates a new Finding instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Finding instance
             */
            static create(properties: fulgur.v1.Finding.$Shape): fulgur.v1.Finding & fulgur.v1.Finding.$Shape;
            static create(properties?: fulgur.v1.Finding.$Properties): fulgur.v1.Finding;

            /**
             * Encodes the specified Finding message. Does not implicitly {@link fulgur.v1.Finding.verify|verify} messages.
             * @param message Finding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Finding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Finding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Finding & fulgur.v1.Finding.$Shape} Finding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Finding & fulgur.v1.Finding.$Shape;
        }

        namespace Finding {

            /** Properties of a Finding. */
            interface $Properties {

                /** Finding category */
                category?: (string|null);

                /** Finding detector */
                detector?: (string|null);

                /** Finding part */
                part?: (number|null);

                /** Finding startOffset */
                startOffset?: (number|null);

                /** Finding endOffset */
                endOffset?: (number|null);

                /** Finding action */
                action?: (fulgur.v1.GuardAction|null);

                /** Finding tier */
                tier?: (number|null);

                /** Finding reading */
                reading?: (string|null);

                /** Finding score */
                score?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Finding. */
            type $Shape = fulgur.v1.Finding.$Properties;
        }

        /**
         * Properties of a GuardFailure.
         * @deprecated Use fulgur.v1.GuardFailure.$Properties instead.
         */
        interface IGuardFailure extends fulgur.v1.GuardFailure.$Properties {
        }

        /** Represents a GuardFailure. */
        class GuardFailure {

            /**
             * Constructs a new GuardFailure.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GuardFailure.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GuardFailure code. */
            code: number;

            /** GuardFailure message. */
            message: string;

            /** GuardFailure retryable. */
            retryable: boolean;

            /** GuardFailure field. */
            field: string;

            /** GuardFailure reason. */
            reason: string;

            /**
             * Creates a new GuardFailure instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GuardFailure instance
             */
            static create(properties: fulgur.v1.GuardFailure.$Shape): fulgur.v1.GuardFailure & fulgur.v1.GuardFailure.$Shape;
            static create(properties?: fulgur.v1.GuardFailure.$Properties): fulgur.v1.GuardFailure;

            /**
             * Encodes the specified GuardFailure message. Does not implicitly {@link fulgur.v1.GuardFailure.verify|verify} messages.
             * @param message GuardFailure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GuardFailure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GuardFailure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GuardFailure & fulgur.v1.GuardFailure.$Shape} GuardFailure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GuardFailure & fulgur.v1.GuardFailure.$Shape;
        }

        namespace GuardFailure {

            /** Properties of a GuardFailure. */
            interface $Properties {

                /** GuardFailure code */
                code?: (number|null);

                /** GuardFailure message */
                message?: (string|null);

                /** GuardFailure retryable */
                retryable?: (boolean|null);

                /** GuardFailure field */
                field?: (string|null);

                /** GuardFailure reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GuardFailure. */
            type $Shape = fulgur.v1.GuardFailure.$Properties;
        }

        /**
         * Properties of an Assessment.
         * @deprecated Use fulgur.v1.Assessment.$Properties instead.
         */
        interface IAssessment extends fulgur.v1.Assessment.$Properties {
        }

        /** Represents an Assessment. */
        class Assessment {

            /**
             * Constructs a new Assessment.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.Assessment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Assessment action. */
            action: fulgur.v1.GuardAction;

            /** Assessment findings. */
            findings: fulgur.v1.Finding.$Properties[];

            /** Assessment redacted. */
            redacted: fulgur.v1.PromptPart.$Properties[];

            /** Assessment policyVersion. */
            policyVersion: string;

            /** Assessment wantsPrompt. */
            wantsPrompt: boolean;

            /** Assessment suspicious. */
            suspicious: boolean;

            /**
             * Creates a new Assessment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Assessment instance
             */
            static create(properties: fulgur.v1.Assessment.$Shape): fulgur.v1.Assessment & fulgur.v1.Assessment.$Shape;
            static create(properties?: fulgur.v1.Assessment.$Properties): fulgur.v1.Assessment;

            /**
             * Encodes the specified Assessment message. Does not implicitly {@link fulgur.v1.Assessment.verify|verify} messages.
             * @param message Assessment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.Assessment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Assessment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.Assessment & fulgur.v1.Assessment.$Shape} Assessment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.Assessment & fulgur.v1.Assessment.$Shape;
        }

        namespace Assessment {

            /** Properties of an Assessment. */
            interface $Properties {

                /** Assessment action */
                action?: (fulgur.v1.GuardAction|null);

                /** Assessment findings */
                findings?: (fulgur.v1.Finding.$Properties[]|null);

                /** Assessment redacted */
                redacted?: (fulgur.v1.PromptPart.$Properties[]|null);

                /** Assessment policyVersion */
                policyVersion?: (string|null);

                /** Assessment wantsPrompt */
                wantsPrompt?: (boolean|null);

                /** Assessment suspicious */
                suspicious?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Assessment. */
            type $Shape = fulgur.v1.Assessment.$Properties;
        }

        /**
         * Properties of an OutputDelta.
         * @deprecated Use fulgur.v1.OutputDelta.$Properties instead.
         */
        interface IOutputDelta extends fulgur.v1.OutputDelta.$Properties {
        }

        /** Represents an OutputDelta. */
        class OutputDelta {

            /**
             * Constructs a new OutputDelta.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.OutputDelta.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OutputDelta requestId. */
            requestId: string;

            /** OutputDelta tenant. */
            tenant: string;

            /** OutputDelta choice. */
            choice: number;

            /** OutputDelta text. */
            text: string;

            /** OutputDelta end. */
            end: boolean;

            /** OutputDelta prompt. */
            prompt: fulgur.v1.PromptPart.$Properties[];

            /** OutputDelta suspicious. */
            suspicious: boolean;

            /** OutputDelta channel. */
            channel: string;

            /**
             * Creates a new OutputDelta instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OutputDelta instance
             */
            static create(properties: fulgur.v1.OutputDelta.$Shape): fulgur.v1.OutputDelta & fulgur.v1.OutputDelta.$Shape;
            static create(properties?: fulgur.v1.OutputDelta.$Properties): fulgur.v1.OutputDelta;

            /**
             * Encodes the specified OutputDelta message. Does not implicitly {@link fulgur.v1.OutputDelta.verify|verify} messages.
             * @param message OutputDelta message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.OutputDelta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OutputDelta message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.OutputDelta & fulgur.v1.OutputDelta.$Shape} OutputDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.OutputDelta & fulgur.v1.OutputDelta.$Shape;
        }

        namespace OutputDelta {

            /** Properties of an OutputDelta. */
            interface $Properties {

                /** OutputDelta requestId */
                requestId?: (string|null);

                /** OutputDelta tenant */
                tenant?: (string|null);

                /** OutputDelta choice */
                choice?: (number|null);

                /** OutputDelta text */
                text?: (string|null);

                /** OutputDelta end */
                end?: (boolean|null);

                /** OutputDelta prompt */
                prompt?: (fulgur.v1.PromptPart.$Properties[]|null);

                /** OutputDelta suspicious */
                suspicious?: (boolean|null);

                /** OutputDelta channel */
                channel?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OutputDelta. */
            type $Shape = fulgur.v1.OutputDelta.$Properties;
        }

        /**
         * Properties of an OutputRelease.
         * @deprecated Use fulgur.v1.OutputRelease.$Properties instead.
         */
        interface IOutputRelease extends fulgur.v1.OutputRelease.$Properties {
        }

        /** Represents an OutputRelease. */
        class OutputRelease {

            /**
             * Constructs a new OutputRelease.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.OutputRelease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OutputRelease text. */
            text: string;

            /** OutputRelease action. */
            action: fulgur.v1.GuardAction;

            /** OutputRelease findings. */
            findings: fulgur.v1.Finding.$Properties[];

            /** OutputRelease releasedOffset. */
            releasedOffset: number;

            /** OutputRelease end. */
            end: boolean;

            /** OutputRelease checkOffset. */
            checkOffset: number;

            /** OutputRelease late. */
            late: boolean;

            /**
             * Creates a new OutputRelease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OutputRelease instance
             */
            static create(properties: fulgur.v1.OutputRelease.$Shape): fulgur.v1.OutputRelease & fulgur.v1.OutputRelease.$Shape;
            static create(properties?: fulgur.v1.OutputRelease.$Properties): fulgur.v1.OutputRelease;

            /**
             * Encodes the specified OutputRelease message. Does not implicitly {@link fulgur.v1.OutputRelease.verify|verify} messages.
             * @param message OutputRelease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.OutputRelease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OutputRelease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.OutputRelease & fulgur.v1.OutputRelease.$Shape} OutputRelease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.OutputRelease & fulgur.v1.OutputRelease.$Shape;
        }

        namespace OutputRelease {

            /** Properties of an OutputRelease. */
            interface $Properties {

                /** OutputRelease text */
                text?: (string|null);

                /** OutputRelease action */
                action?: (fulgur.v1.GuardAction|null);

                /** OutputRelease findings */
                findings?: (fulgur.v1.Finding.$Properties[]|null);

                /** OutputRelease releasedOffset */
                releasedOffset?: (number|null);

                /** OutputRelease end */
                end?: (boolean|null);

                /** OutputRelease checkOffset */
                checkOffset?: (number|null);

                /** OutputRelease late */
                late?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OutputRelease. */
            type $Shape = fulgur.v1.OutputRelease.$Properties;
        }

        /**
         * Properties of a ModerateRequest.
         * @deprecated Use fulgur.v1.ModerateRequest.$Properties instead.
         */
        interface IModerateRequest extends fulgur.v1.ModerateRequest.$Properties {
        }

        /** Represents a ModerateRequest. */
        class ModerateRequest {

            /**
             * Constructs a new ModerateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ModerateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ModerateRequest tenant. */
            tenant: string;

            /** ModerateRequest inputs. */
            inputs: string[];

            /**
             * Creates a new ModerateRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ModerateRequest instance
             */
            static create(properties: fulgur.v1.ModerateRequest.$Shape): fulgur.v1.ModerateRequest & fulgur.v1.ModerateRequest.$Shape;
            static create(properties?: fulgur.v1.ModerateRequest.$Properties): fulgur.v1.ModerateRequest;

            /**
             * Encodes the specified ModerateRequest message. Does not implicitly {@link fulgur.v1.ModerateRequest.verify|verify} messages.
             * @param message ModerateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ModerateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ModerateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerateRequest & fulgur.v1.ModerateRequest.$Shape} ModerateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ModerateRequest & fulgur.v1.ModerateRequest.$Shape;
        }

        namespace ModerateRequest {

            /** Properties of a ModerateRequest. */
            interface $Properties {

                /** ModerateRequest tenant */
                tenant?: (string|null);

                /** ModerateRequest inputs */
                inputs?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ModerateRequest. */
            type $Shape = fulgur.v1.ModerateRequest.$Properties;
        }

        /**
         * Properties of a ModerateResponse.
         * @deprecated Use fulgur.v1.ModerateResponse.$Properties instead.
         */
        interface IModerateResponse extends fulgur.v1.ModerateResponse.$Properties {
        }

        /** Represents a ModerateResponse. */
        class ModerateResponse {

            /**
             * Constructs a new ModerateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ModerateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ModerateResponse results. */
            results: fulgur.v1.ModerationResult.$Properties[];

            /** ModerateResponse policyVersion. */
            policyVersion: string;

            /**
             * Creates a new ModerateResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ModerateResponse instance
             */
            static create(properties: fulgur.v1.ModerateResponse.$Shape): fulgur.v1.ModerateResponse & fulgur.v1.ModerateResponse.$Shape;
            static create(properties?: fulgur.v1.ModerateResponse.$Properties): fulgur.v1.ModerateResponse;

            /**
             * Encodes the specified ModerateResponse message. Does not implicitly {@link fulgur.v1.ModerateResponse.verify|verify} messages.
             * @param message ModerateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ModerateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ModerateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerateResponse & fulgur.v1.ModerateResponse.$Shape} ModerateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ModerateResponse & fulgur.v1.ModerateResponse.$Shape;
        }

        namespace ModerateResponse {

            /** Properties of a ModerateResponse. */
            interface $Properties {

                /** ModerateResponse results */
                results?: (fulgur.v1.ModerationResult.$Properties[]|null);

                /** ModerateResponse policyVersion */
                policyVersion?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ModerateResponse. */
            type $Shape = fulgur.v1.ModerateResponse.$Properties;
        }

        /**
         * Properties of a ModerationResult.
         * @deprecated Use fulgur.v1.ModerationResult.$Properties instead.
         */
        interface IModerationResult extends fulgur.v1.ModerationResult.$Properties {
        }

        /** Represents a ModerationResult. */
        class ModerationResult {

            /**
             * Constructs a new ModerationResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ModerationResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ModerationResult flagged. */
            flagged: boolean;

            /** ModerationResult categories. */
            categories: { [k: string]: boolean };

            /** ModerationResult categoryScores. */
            categoryScores: { [k: string]: number };

            /**
             * Creates a new ModerationResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ModerationResult instance
             */
            static create(properties: fulgur.v1.ModerationResult.$Shape): fulgur.v1.ModerationResult & fulgur.v1.ModerationResult.$Shape;
            static create(properties?: fulgur.v1.ModerationResult.$Properties): fulgur.v1.ModerationResult;

            /**
             * Encodes the specified ModerationResult message. Does not implicitly {@link fulgur.v1.ModerationResult.verify|verify} messages.
             * @param message ModerationResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ModerationResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ModerationResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ModerationResult & fulgur.v1.ModerationResult.$Shape} ModerationResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ModerationResult & fulgur.v1.ModerationResult.$Shape;
        }

        namespace ModerationResult {

            /** Properties of a ModerationResult. */
            interface $Properties {

                /** ModerationResult flagged */
                flagged?: (boolean|null);

                /** ModerationResult categories */
                categories?: ({ [k: string]: boolean }|null);

                /** ModerationResult categoryScores */
                categoryScores?: ({ [k: string]: number }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ModerationResult. */
            type $Shape = fulgur.v1.ModerationResult.$Properties;
        }

        /**
         * Properties of a GetPolicyRequest.
         * @deprecated Use fulgur.v1.GetPolicyRequest.$Properties instead.
         */
        interface IGetPolicyRequest extends fulgur.v1.GetPolicyRequest.$Properties {
        }

        /** Represents a GetPolicyRequest. */
        class GetPolicyRequest {

            /**
             * Constructs a new GetPolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GetPolicyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetPolicyRequest withoutYaml. */
            withoutYaml: boolean;

            /**
             * Creates a new GetPolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetPolicyRequest instance
             */
            static create(properties: fulgur.v1.GetPolicyRequest.$Shape): fulgur.v1.GetPolicyRequest & fulgur.v1.GetPolicyRequest.$Shape;
            static create(properties?: fulgur.v1.GetPolicyRequest.$Properties): fulgur.v1.GetPolicyRequest;

            /**
             * Encodes the specified GetPolicyRequest message. Does not implicitly {@link fulgur.v1.GetPolicyRequest.verify|verify} messages.
             * @param message GetPolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GetPolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetPolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GetPolicyRequest & fulgur.v1.GetPolicyRequest.$Shape} GetPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GetPolicyRequest & fulgur.v1.GetPolicyRequest.$Shape;
        }

        namespace GetPolicyRequest {

            /** Properties of a GetPolicyRequest. */
            interface $Properties {

                /** GetPolicyRequest withoutYaml */
                withoutYaml?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetPolicyRequest. */
            type $Shape = fulgur.v1.GetPolicyRequest.$Properties;
        }

        /**
         * Properties of a PolicyState.
         * @deprecated Use fulgur.v1.PolicyState.$Properties instead.
         */
        interface IPolicyState extends fulgur.v1.PolicyState.$Properties {
        }

        /** Represents a PolicyState. */
        class PolicyState {

            /**
             * Constructs a new PolicyState.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PolicyState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyState version. */
            version: string;

            /** PolicyState yaml. */
            yaml: string;

            /** PolicyState source. */
            source: string;

            /** PolicyState refused. */
            refused: string;

            /** PolicyState loadedUnixMs. */
            loadedUnixMs: number;

            /** PolicyState revision. */
            revision: number;

            /**
             * Creates a new PolicyState instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyState instance
             */
            static create(properties: fulgur.v1.PolicyState.$Shape): fulgur.v1.PolicyState & fulgur.v1.PolicyState.$Shape;
            static create(properties?: fulgur.v1.PolicyState.$Properties): fulgur.v1.PolicyState;

            /**
             * Encodes the specified PolicyState message. Does not implicitly {@link fulgur.v1.PolicyState.verify|verify} messages.
             * @param message PolicyState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PolicyState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PolicyState & fulgur.v1.PolicyState.$Shape} PolicyState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PolicyState & fulgur.v1.PolicyState.$Shape;
        }

        namespace PolicyState {

            /** Properties of a PolicyState. */
            interface $Properties {

                /** PolicyState version */
                version?: (string|null);

                /** PolicyState yaml */
                yaml?: (string|null);

                /** PolicyState source */
                source?: (string|null);

                /** PolicyState refused */
                refused?: (string|null);

                /** PolicyState loadedUnixMs */
                loadedUnixMs?: (number|null);

                /** PolicyState revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyState. */
            type $Shape = fulgur.v1.PolicyState.$Properties;
        }

        /**
         * Properties of a ListPoliciesRequest.
         * @deprecated Use fulgur.v1.ListPoliciesRequest.$Properties instead.
         */
        interface IListPoliciesRequest extends fulgur.v1.ListPoliciesRequest.$Properties {
        }

        /** Represents a ListPoliciesRequest. */
        class ListPoliciesRequest {

            /**
             * Constructs a new ListPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ListPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPoliciesRequest revision. */
            revision: number;

            /**
             * Creates a new ListPoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPoliciesRequest instance
             */
            static create(properties: fulgur.v1.ListPoliciesRequest.$Shape): fulgur.v1.ListPoliciesRequest & fulgur.v1.ListPoliciesRequest.$Shape;
            static create(properties?: fulgur.v1.ListPoliciesRequest.$Properties): fulgur.v1.ListPoliciesRequest;

            /**
             * Encodes the specified ListPoliciesRequest message. Does not implicitly {@link fulgur.v1.ListPoliciesRequest.verify|verify} messages.
             * @param message ListPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ListPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ListPoliciesRequest & fulgur.v1.ListPoliciesRequest.$Shape} ListPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ListPoliciesRequest & fulgur.v1.ListPoliciesRequest.$Shape;
        }

        namespace ListPoliciesRequest {

            /** Properties of a ListPoliciesRequest. */
            interface $Properties {

                /** ListPoliciesRequest revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPoliciesRequest. */
            type $Shape = fulgur.v1.ListPoliciesRequest.$Properties;
        }

        /**
         * Properties of a ListPoliciesResponse.
         * @deprecated Use fulgur.v1.ListPoliciesResponse.$Properties instead.
         */
        interface IListPoliciesResponse extends fulgur.v1.ListPoliciesResponse.$Properties {
        }

        /** Represents a ListPoliciesResponse. */
        class ListPoliciesResponse {

            /**
             * Constructs a new ListPoliciesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ListPoliciesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPoliciesResponse policies. */
            policies: fulgur.v1.KeptPolicy.$Properties[];

            /**
             * Creates a new ListPoliciesResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPoliciesResponse instance
             */
            static create(properties: fulgur.v1.ListPoliciesResponse.$Shape): fulgur.v1.ListPoliciesResponse & fulgur.v1.ListPoliciesResponse.$Shape;
            static create(properties?: fulgur.v1.ListPoliciesResponse.$Properties): fulgur.v1.ListPoliciesResponse;

            /**
             * Encodes the specified ListPoliciesResponse message. Does not implicitly {@link fulgur.v1.ListPoliciesResponse.verify|verify} messages.
             * @param message ListPoliciesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ListPoliciesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPoliciesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ListPoliciesResponse & fulgur.v1.ListPoliciesResponse.$Shape} ListPoliciesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ListPoliciesResponse & fulgur.v1.ListPoliciesResponse.$Shape;
        }

        namespace ListPoliciesResponse {

            /** Properties of a ListPoliciesResponse. */
            interface $Properties {

                /** ListPoliciesResponse policies */
                policies?: (fulgur.v1.KeptPolicy.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPoliciesResponse. */
            type $Shape = fulgur.v1.ListPoliciesResponse.$Properties;
        }

        /**
         * Properties of a KeptPolicy.
         * @deprecated Use fulgur.v1.KeptPolicy.$Properties instead.
         */
        interface IKeptPolicy extends fulgur.v1.KeptPolicy.$Properties {
        }

        /** Represents a KeptPolicy. */
        class KeptPolicy {

            /**
             * Constructs a new KeptPolicy.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.KeptPolicy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeptPolicy revision. */
            revision: number;

            /** KeptPolicy version. */
            version: string;

            /** KeptPolicy putUnixMs. */
            putUnixMs: number;

            /** KeptPolicy yaml. */
            yaml: string;

            /**
             * Creates a new KeptPolicy instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KeptPolicy instance
             */
            static create(properties: fulgur.v1.KeptPolicy.$Shape): fulgur.v1.KeptPolicy & fulgur.v1.KeptPolicy.$Shape;
            static create(properties?: fulgur.v1.KeptPolicy.$Properties): fulgur.v1.KeptPolicy;

            /**
             * Encodes the specified KeptPolicy message. Does not implicitly {@link fulgur.v1.KeptPolicy.verify|verify} messages.
             * @param message KeptPolicy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.KeptPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeptPolicy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.KeptPolicy & fulgur.v1.KeptPolicy.$Shape} KeptPolicy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.KeptPolicy & fulgur.v1.KeptPolicy.$Shape;
        }

        namespace KeptPolicy {

            /** Properties of a KeptPolicy. */
            interface $Properties {

                /** KeptPolicy revision */
                revision?: (number|null);

                /** KeptPolicy version */
                version?: (string|null);

                /** KeptPolicy putUnixMs */
                putUnixMs?: (number|null);

                /** KeptPolicy yaml */
                yaml?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeptPolicy. */
            type $Shape = fulgur.v1.KeptPolicy.$Properties;
        }

        /**
         * Properties of a PutPolicyRequest.
         * @deprecated Use fulgur.v1.PutPolicyRequest.$Properties instead.
         */
        interface IPutPolicyRequest extends fulgur.v1.PutPolicyRequest.$Properties {
        }

        /** Represents a PutPolicyRequest. */
        class PutPolicyRequest {

            /**
             * Constructs a new PutPolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PutPolicyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PutPolicyRequest yaml. */
            yaml: string;

            /** PutPolicyRequest checkOnly. */
            checkOnly: boolean;

            /**
             * Creates a new PutPolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PutPolicyRequest instance
             */
            static create(properties: fulgur.v1.PutPolicyRequest.$Shape): fulgur.v1.PutPolicyRequest & fulgur.v1.PutPolicyRequest.$Shape;
            static create(properties?: fulgur.v1.PutPolicyRequest.$Properties): fulgur.v1.PutPolicyRequest;

            /**
             * Encodes the specified PutPolicyRequest message. Does not implicitly {@link fulgur.v1.PutPolicyRequest.verify|verify} messages.
             * @param message PutPolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PutPolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PutPolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PutPolicyRequest & fulgur.v1.PutPolicyRequest.$Shape} PutPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PutPolicyRequest & fulgur.v1.PutPolicyRequest.$Shape;
        }

        namespace PutPolicyRequest {

            /** Properties of a PutPolicyRequest. */
            interface $Properties {

                /** PutPolicyRequest yaml */
                yaml?: (string|null);

                /** PutPolicyRequest checkOnly */
                checkOnly?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PutPolicyRequest. */
            type $Shape = fulgur.v1.PutPolicyRequest.$Properties;
        }

        /**
         * Properties of a DryRunPolicyRequest.
         * @deprecated Use fulgur.v1.DryRunPolicyRequest.$Properties instead.
         */
        interface IDryRunPolicyRequest extends fulgur.v1.DryRunPolicyRequest.$Properties {
        }

        /** Represents a DryRunPolicyRequest. */
        class DryRunPolicyRequest {

            /**
             * Constructs a new DryRunPolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.DryRunPolicyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DryRunPolicyRequest yaml. */
            yaml: string;

            /** DryRunPolicyRequest sinceUnixMs. */
            sinceUnixMs: number;

            /** DryRunPolicyRequest maxVerdicts. */
            maxVerdicts: number;

            /**
             * Creates a new DryRunPolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DryRunPolicyRequest instance
             */
            static create(properties: fulgur.v1.DryRunPolicyRequest.$Shape): fulgur.v1.DryRunPolicyRequest & fulgur.v1.DryRunPolicyRequest.$Shape;
            static create(properties?: fulgur.v1.DryRunPolicyRequest.$Properties): fulgur.v1.DryRunPolicyRequest;

            /**
             * Encodes the specified DryRunPolicyRequest message. Does not implicitly {@link fulgur.v1.DryRunPolicyRequest.verify|verify} messages.
             * @param message DryRunPolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.DryRunPolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DryRunPolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.DryRunPolicyRequest & fulgur.v1.DryRunPolicyRequest.$Shape} DryRunPolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.DryRunPolicyRequest & fulgur.v1.DryRunPolicyRequest.$Shape;
        }

        namespace DryRunPolicyRequest {

            /** Properties of a DryRunPolicyRequest. */
            interface $Properties {

                /** DryRunPolicyRequest yaml */
                yaml?: (string|null);

                /** DryRunPolicyRequest sinceUnixMs */
                sinceUnixMs?: (number|null);

                /** DryRunPolicyRequest maxVerdicts */
                maxVerdicts?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DryRunPolicyRequest. */
            type $Shape = fulgur.v1.DryRunPolicyRequest.$Properties;
        }

        /**
         * Properties of a DryRunPolicyReport.
         * @deprecated Use fulgur.v1.DryRunPolicyReport.$Properties instead.
         */
        interface IDryRunPolicyReport extends fulgur.v1.DryRunPolicyReport.$Properties {
        }

        /** Represents a DryRunPolicyReport. */
        class DryRunPolicyReport {

            /**
             * Constructs a new DryRunPolicyReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.DryRunPolicyReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DryRunPolicyReport verdicts. */
            verdicts: number;

            /** DryRunPolicyReport changes. */
            changes: fulgur.v1.ActionChange.$Properties[];

            /** DryRunPolicyReport examples. */
            examples: fulgur.v1.ChangedVerdict.$Properties[];

            /** DryRunPolicyReport limits. */
            limits: string[];

            /**
             * Creates a new DryRunPolicyReport instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DryRunPolicyReport instance
             */
            static create(properties: fulgur.v1.DryRunPolicyReport.$Shape): fulgur.v1.DryRunPolicyReport & fulgur.v1.DryRunPolicyReport.$Shape;
            static create(properties?: fulgur.v1.DryRunPolicyReport.$Properties): fulgur.v1.DryRunPolicyReport;

            /**
             * Encodes the specified DryRunPolicyReport message. Does not implicitly {@link fulgur.v1.DryRunPolicyReport.verify|verify} messages.
             * @param message DryRunPolicyReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.DryRunPolicyReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DryRunPolicyReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.DryRunPolicyReport & fulgur.v1.DryRunPolicyReport.$Shape} DryRunPolicyReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.DryRunPolicyReport & fulgur.v1.DryRunPolicyReport.$Shape;
        }

        namespace DryRunPolicyReport {

            /** Properties of a DryRunPolicyReport. */
            interface $Properties {

                /** DryRunPolicyReport verdicts */
                verdicts?: (number|null);

                /** DryRunPolicyReport changes */
                changes?: (fulgur.v1.ActionChange.$Properties[]|null);

                /** DryRunPolicyReport examples */
                examples?: (fulgur.v1.ChangedVerdict.$Properties[]|null);

                /** DryRunPolicyReport limits */
                limits?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DryRunPolicyReport. */
            type $Shape = fulgur.v1.DryRunPolicyReport.$Properties;
        }

        /**
         * Properties of an ActionChange.
         * @deprecated Use fulgur.v1.ActionChange.$Properties instead.
         */
        interface IActionChange extends fulgur.v1.ActionChange.$Properties {
        }

        /** Represents an ActionChange. */
        class ActionChange {

            /**
             * Constructs a new ActionChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ActionChange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ActionChange phase. */
            phase: string;

            /** ActionChange before. */
            before: fulgur.v1.GuardAction;

            /** ActionChange after. */
            after: fulgur.v1.GuardAction;

            /** ActionChange verdicts. */
            verdicts: number;

            /**
             * Creates a new ActionChange instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ActionChange instance
             */
            static create(properties: fulgur.v1.ActionChange.$Shape): fulgur.v1.ActionChange & fulgur.v1.ActionChange.$Shape;
            static create(properties?: fulgur.v1.ActionChange.$Properties): fulgur.v1.ActionChange;

            /**
             * Encodes the specified ActionChange message. Does not implicitly {@link fulgur.v1.ActionChange.verify|verify} messages.
             * @param message ActionChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ActionChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ActionChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ActionChange & fulgur.v1.ActionChange.$Shape} ActionChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ActionChange & fulgur.v1.ActionChange.$Shape;
        }

        namespace ActionChange {

            /** Properties of an ActionChange. */
            interface $Properties {

                /** ActionChange phase */
                phase?: (string|null);

                /** ActionChange before */
                before?: (fulgur.v1.GuardAction|null);

                /** ActionChange after */
                after?: (fulgur.v1.GuardAction|null);

                /** ActionChange verdicts */
                verdicts?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ActionChange. */
            type $Shape = fulgur.v1.ActionChange.$Properties;
        }

        /**
         * Properties of a ChangedVerdict.
         * @deprecated Use fulgur.v1.ChangedVerdict.$Properties instead.
         */
        interface IChangedVerdict extends fulgur.v1.ChangedVerdict.$Properties {
        }

        /** Represents a ChangedVerdict. */
        class ChangedVerdict {

            /**
             * Constructs a new ChangedVerdict.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ChangedVerdict.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ChangedVerdict requestId. */
            requestId: string;

            /** ChangedVerdict tenant. */
            tenant: string;

            /** ChangedVerdict phase. */
            phase: string;

            /** ChangedVerdict before. */
            before: fulgur.v1.GuardAction;

            /** ChangedVerdict after. */
            after: fulgur.v1.GuardAction;

            /** ChangedVerdict categories. */
            categories: string[];

            /** ChangedVerdict atUnixMs. */
            atUnixMs: number;

            /**
             * Creates a new ChangedVerdict instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ChangedVerdict instance
             */
            static create(properties: fulgur.v1.ChangedVerdict.$Shape): fulgur.v1.ChangedVerdict & fulgur.v1.ChangedVerdict.$Shape;
            static create(properties?: fulgur.v1.ChangedVerdict.$Properties): fulgur.v1.ChangedVerdict;

            /**
             * Encodes the specified ChangedVerdict message. Does not implicitly {@link fulgur.v1.ChangedVerdict.verify|verify} messages.
             * @param message ChangedVerdict message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ChangedVerdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ChangedVerdict message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ChangedVerdict & fulgur.v1.ChangedVerdict.$Shape} ChangedVerdict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ChangedVerdict & fulgur.v1.ChangedVerdict.$Shape;
        }

        namespace ChangedVerdict {

            /** Properties of a ChangedVerdict. */
            interface $Properties {

                /** ChangedVerdict requestId */
                requestId?: (string|null);

                /** ChangedVerdict tenant */
                tenant?: (string|null);

                /** ChangedVerdict phase */
                phase?: (string|null);

                /** ChangedVerdict before */
                before?: (fulgur.v1.GuardAction|null);

                /** ChangedVerdict after */
                after?: (fulgur.v1.GuardAction|null);

                /** ChangedVerdict categories */
                categories?: (string[]|null);

                /** ChangedVerdict atUnixMs */
                atUnixMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ChangedVerdict. */
            type $Shape = fulgur.v1.ChangedVerdict.$Properties;
        }

        /** BlockPart enum. */
        enum BlockPart {

            /** BLOCK_PART_UNSPECIFIED value */
            BLOCK_PART_UNSPECIFIED = 0,

            /** BLOCK_PART_FULL value */
            BLOCK_PART_FULL = 1,

            /** BLOCK_PART_WINDOW value */
            BLOCK_PART_WINDOW = 2
        }

        /**
         * Properties of a BlockId.
         * @deprecated Use fulgur.v1.BlockId.$Properties instead.
         */
        interface IBlockId extends fulgur.v1.BlockId.$Properties {
        }

        /** Represents a BlockId. */
        class BlockId {

            /**
             * Constructs a new BlockId.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.BlockId.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BlockId key. */
            key: Uint8Array;

            /** BlockId part. */
            part: fulgur.v1.BlockPart;

            /**
             * Creates a new BlockId instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BlockId instance
             */
            static create(properties: fulgur.v1.BlockId.$Shape): fulgur.v1.BlockId & fulgur.v1.BlockId.$Shape;
            static create(properties?: fulgur.v1.BlockId.$Properties): fulgur.v1.BlockId;

            /**
             * Encodes the specified BlockId message. Does not implicitly {@link fulgur.v1.BlockId.verify|verify} messages.
             * @param message BlockId message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.BlockId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BlockId message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.BlockId & fulgur.v1.BlockId.$Shape} BlockId
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.BlockId & fulgur.v1.BlockId.$Shape;
        }

        namespace BlockId {

            /** Properties of a BlockId. */
            interface $Properties {

                /** BlockId key */
                key?: (Uint8Array|null);

                /** BlockId part */
                part?: (fulgur.v1.BlockPart|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BlockId. */
            type $Shape = fulgur.v1.BlockId.$Properties;
        }

        /**
         * Properties of a MatchRequest.
         * @deprecated Use fulgur.v1.MatchRequest.$Properties instead.
         */
        interface IMatchRequest extends fulgur.v1.MatchRequest.$Properties {
        }

        /** Represents a MatchRequest. */
        class MatchRequest {

            /**
             * Constructs a new MatchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.MatchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MatchRequest blocks. */
            blocks: fulgur.v1.BlockId.$Properties[];

            /**
             * Creates a new MatchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MatchRequest instance
             */
            static create(properties: fulgur.v1.MatchRequest.$Shape): fulgur.v1.MatchRequest & fulgur.v1.MatchRequest.$Shape;
            static create(properties?: fulgur.v1.MatchRequest.$Properties): fulgur.v1.MatchRequest;

            /**
             * Encodes the specified MatchRequest message. Does not implicitly {@link fulgur.v1.MatchRequest.verify|verify} messages.
             * @param message MatchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.MatchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MatchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.MatchRequest & fulgur.v1.MatchRequest.$Shape} MatchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.MatchRequest & fulgur.v1.MatchRequest.$Shape;
        }

        namespace MatchRequest {

            /** Properties of a MatchRequest. */
            interface $Properties {

                /** MatchRequest blocks */
                blocks?: (fulgur.v1.BlockId.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MatchRequest. */
            type $Shape = fulgur.v1.MatchRequest.$Properties;
        }

        /**
         * Properties of a MatchResponse.
         * @deprecated Use fulgur.v1.MatchResponse.$Properties instead.
         */
        interface IMatchResponse extends fulgur.v1.MatchResponse.$Properties {
        }

        /** Represents a MatchResponse. */
        class MatchResponse {

            /**
             * Constructs a new MatchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.MatchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MatchResponse matched. */
            matched: number;

            /** MatchResponse present. */
            present: boolean[];

            /**
             * Creates a new MatchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MatchResponse instance
             */
            static create(properties: fulgur.v1.MatchResponse.$Shape): fulgur.v1.MatchResponse & fulgur.v1.MatchResponse.$Shape;
            static create(properties?: fulgur.v1.MatchResponse.$Properties): fulgur.v1.MatchResponse;

            /**
             * Encodes the specified MatchResponse message. Does not implicitly {@link fulgur.v1.MatchResponse.verify|verify} messages.
             * @param message MatchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.MatchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MatchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.MatchResponse & fulgur.v1.MatchResponse.$Shape} MatchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.MatchResponse & fulgur.v1.MatchResponse.$Shape;
        }

        namespace MatchResponse {

            /** Properties of a MatchResponse. */
            interface $Properties {

                /** MatchResponse matched */
                matched?: (number|null);

                /** MatchResponse present */
                present?: (boolean[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MatchResponse. */
            type $Shape = fulgur.v1.MatchResponse.$Properties;
        }

        /**
         * Properties of a FetchRequest.
         * @deprecated Use fulgur.v1.FetchRequest.$Properties instead.
         */
        interface IFetchRequest extends fulgur.v1.FetchRequest.$Properties {
        }

        /** Represents a FetchRequest. */
        class FetchRequest {

            /**
             * Constructs a new FetchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.FetchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchRequest blocks. */
            blocks: fulgur.v1.BlockId.$Properties[];

            /**
             * Creates a new FetchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchRequest instance
             */
            static create(properties: fulgur.v1.FetchRequest.$Shape): fulgur.v1.FetchRequest & fulgur.v1.FetchRequest.$Shape;
            static create(properties?: fulgur.v1.FetchRequest.$Properties): fulgur.v1.FetchRequest;

            /**
             * Encodes the specified FetchRequest message. Does not implicitly {@link fulgur.v1.FetchRequest.verify|verify} messages.
             * @param message FetchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.FetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.FetchRequest & fulgur.v1.FetchRequest.$Shape} FetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.FetchRequest & fulgur.v1.FetchRequest.$Shape;
        }

        namespace FetchRequest {

            /** Properties of a FetchRequest. */
            interface $Properties {

                /** FetchRequest blocks */
                blocks?: (fulgur.v1.BlockId.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchRequest. */
            type $Shape = fulgur.v1.FetchRequest.$Properties;
        }

        /**
         * Properties of a KvBlock.
         * @deprecated Use fulgur.v1.KvBlock.$Properties instead.
         */
        interface IKvBlock extends fulgur.v1.KvBlock.$Properties {
        }

        /** Represents a KvBlock. */
        class KvBlock {

            /**
             * Constructs a new KvBlock.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.KvBlock.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KvBlock id. */
            id?: (fulgur.v1.BlockId.$Properties|null);

            /** KvBlock payload. */
            payload: Uint8Array;

            /** KvBlock checksum. */
            checksum: Uint8Array;

            /**
             * Creates a new KvBlock instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KvBlock instance
             */
            static create(properties: fulgur.v1.KvBlock.$Shape): fulgur.v1.KvBlock & fulgur.v1.KvBlock.$Shape;
            static create(properties?: fulgur.v1.KvBlock.$Properties): fulgur.v1.KvBlock;

            /**
             * Encodes the specified KvBlock message. Does not implicitly {@link fulgur.v1.KvBlock.verify|verify} messages.
             * @param message KvBlock message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.KvBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KvBlock message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.KvBlock & fulgur.v1.KvBlock.$Shape} KvBlock
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.KvBlock & fulgur.v1.KvBlock.$Shape;
        }

        namespace KvBlock {

            /** Properties of a KvBlock. */
            interface $Properties {

                /** KvBlock id */
                id?: (fulgur.v1.BlockId.$Properties|null);

                /** KvBlock payload */
                payload?: (Uint8Array|null);

                /** KvBlock checksum */
                checksum?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KvBlock. */
            type $Shape = fulgur.v1.KvBlock.$Properties;
        }

        /**
         * Properties of a StoreResponse.
         * @deprecated Use fulgur.v1.StoreResponse.$Properties instead.
         */
        interface IStoreResponse extends fulgur.v1.StoreResponse.$Properties {
        }

        /** Represents a StoreResponse. */
        class StoreResponse {

            /**
             * Constructs a new StoreResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.StoreResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StoreResponse stored. */
            stored: number;

            /** StoreResponse alreadyPresent. */
            alreadyPresent: number;

            /** StoreResponse refused. */
            refused: number;

            /** StoreResponse reason. */
            reason: string;

            /**
             * Creates a new StoreResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StoreResponse instance
             */
            static create(properties: fulgur.v1.StoreResponse.$Shape): fulgur.v1.StoreResponse & fulgur.v1.StoreResponse.$Shape;
            static create(properties?: fulgur.v1.StoreResponse.$Properties): fulgur.v1.StoreResponse;

            /**
             * Encodes the specified StoreResponse message. Does not implicitly {@link fulgur.v1.StoreResponse.verify|verify} messages.
             * @param message StoreResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.StoreResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StoreResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.StoreResponse & fulgur.v1.StoreResponse.$Shape} StoreResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.StoreResponse & fulgur.v1.StoreResponse.$Shape;
        }

        namespace StoreResponse {

            /** Properties of a StoreResponse. */
            interface $Properties {

                /** StoreResponse stored */
                stored?: (number|null);

                /** StoreResponse alreadyPresent */
                alreadyPresent?: (number|null);

                /** StoreResponse refused */
                refused?: (number|null);

                /** StoreResponse reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StoreResponse. */
            type $Shape = fulgur.v1.StoreResponse.$Properties;
        }

        /**
         * Properties of a GetStatsRequest.
         * @deprecated Use fulgur.v1.GetStatsRequest.$Properties instead.
         */
        interface IGetStatsRequest extends fulgur.v1.GetStatsRequest.$Properties {
        }

        /** Represents a GetStatsRequest. */
        class GetStatsRequest {

            /**
             * Constructs a new GetStatsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.GetStatsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GetStatsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GetStatsRequest instance
             */
            static create(properties: fulgur.v1.GetStatsRequest.$Shape): fulgur.v1.GetStatsRequest & fulgur.v1.GetStatsRequest.$Shape;
            static create(properties?: fulgur.v1.GetStatsRequest.$Properties): fulgur.v1.GetStatsRequest;

            /**
             * Encodes the specified GetStatsRequest message. Does not implicitly {@link fulgur.v1.GetStatsRequest.verify|verify} messages.
             * @param message GetStatsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.GetStatsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.GetStatsRequest & fulgur.v1.GetStatsRequest.$Shape} GetStatsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.GetStatsRequest & fulgur.v1.GetStatsRequest.$Shape;
        }

        namespace GetStatsRequest {

            /** Properties of a GetStatsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatsRequest. */
            type $Shape = fulgur.v1.GetStatsRequest.$Properties;
        }

        /**
         * Properties of a KvStoreStats.
         * @deprecated Use fulgur.v1.KvStoreStats.$Properties instead.
         */
        interface IKvStoreStats extends fulgur.v1.KvStoreStats.$Properties {
        }

        /** Represents a KvStoreStats. */
        class KvStoreStats {

            /**
             * Constructs a new KvStoreStats.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.KvStoreStats.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KvStoreStats ramBlocks. */
            ramBlocks: number;

            /** KvStoreStats ramBytes. */
            ramBytes: number;

            /** KvStoreStats diskBlocks. */
            diskBlocks: number;

            /** KvStoreStats diskBytes. */
            diskBytes: number;

            /** KvStoreStats diskAvailable. */
            diskAvailable: boolean;

            /**
             * Creates a new KvStoreStats instance using the specified properties.
             * @param [properties] Properties to set
             * @returns KvStoreStats instance
             */
            static create(properties: fulgur.v1.KvStoreStats.$Shape): fulgur.v1.KvStoreStats & fulgur.v1.KvStoreStats.$Shape;
            static create(properties?: fulgur.v1.KvStoreStats.$Properties): fulgur.v1.KvStoreStats;

            /**
             * Encodes the specified KvStoreStats message. Does not implicitly {@link fulgur.v1.KvStoreStats.verify|verify} messages.
             * @param message KvStoreStats message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.KvStoreStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KvStoreStats message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.KvStoreStats & fulgur.v1.KvStoreStats.$Shape} KvStoreStats
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.KvStoreStats & fulgur.v1.KvStoreStats.$Shape;
        }

        namespace KvStoreStats {

            /** Properties of a KvStoreStats. */
            interface $Properties {

                /** KvStoreStats ramBlocks */
                ramBlocks?: (number|null);

                /** KvStoreStats ramBytes */
                ramBytes?: (number|null);

                /** KvStoreStats diskBlocks */
                diskBlocks?: (number|null);

                /** KvStoreStats diskBytes */
                diskBytes?: (number|null);

                /** KvStoreStats diskAvailable */
                diskAvailable?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KvStoreStats. */
            type $Shape = fulgur.v1.KvStoreStats.$Properties;
        }

        /**
         * Properties of a ScreenDeltas.
         * @deprecated Use fulgur.v1.ScreenDeltas.$Properties instead.
         */
        interface IScreenDeltas extends fulgur.v1.ScreenDeltas.$Properties {
        }

        /** Represents a ScreenDeltas. */
        class ScreenDeltas {

            /**
             * Constructs a new ScreenDeltas.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ScreenDeltas.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScreenDeltas deltas. */
            deltas: fulgur.v1.ScreenDelta.$Properties[];

            /**
             * Creates a new ScreenDeltas instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScreenDeltas instance
             */
            static create(properties: fulgur.v1.ScreenDeltas.$Shape): fulgur.v1.ScreenDeltas & fulgur.v1.ScreenDeltas.$Shape;
            static create(properties?: fulgur.v1.ScreenDeltas.$Properties): fulgur.v1.ScreenDeltas;

            /**
             * Encodes the specified ScreenDeltas message. Does not implicitly {@link fulgur.v1.ScreenDeltas.verify|verify} messages.
             * @param message ScreenDeltas message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ScreenDeltas.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScreenDeltas message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenDeltas & fulgur.v1.ScreenDeltas.$Shape} ScreenDeltas
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ScreenDeltas & fulgur.v1.ScreenDeltas.$Shape;
        }

        namespace ScreenDeltas {

            /** Properties of a ScreenDeltas. */
            interface $Properties {

                /** ScreenDeltas deltas */
                deltas?: (fulgur.v1.ScreenDelta.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScreenDeltas. */
            type $Shape = fulgur.v1.ScreenDeltas.$Properties;
        }

        /**
         * Properties of a ScreenDelta.
         * @deprecated Use fulgur.v1.ScreenDelta.$Properties instead.
         */
        interface IScreenDelta extends fulgur.v1.ScreenDelta.$Properties {
        }

        /** Represents a ScreenDelta. */
        class ScreenDelta {

            /**
             * Constructs a new ScreenDelta.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ScreenDelta.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScreenDelta screen. */
            screen: number;

            /** ScreenDelta delta. */
            delta?: (fulgur.v1.OutputDelta.$Properties|null);

            /** ScreenDelta cancel. */
            cancel: boolean;

            /**
             * Creates a new ScreenDelta instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScreenDelta instance
             */
            static create(properties: fulgur.v1.ScreenDelta.$Shape): fulgur.v1.ScreenDelta & fulgur.v1.ScreenDelta.$Shape;
            static create(properties?: fulgur.v1.ScreenDelta.$Properties): fulgur.v1.ScreenDelta;

            /**
             * Encodes the specified ScreenDelta message. Does not implicitly {@link fulgur.v1.ScreenDelta.verify|verify} messages.
             * @param message ScreenDelta message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ScreenDelta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScreenDelta message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenDelta & fulgur.v1.ScreenDelta.$Shape} ScreenDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ScreenDelta & fulgur.v1.ScreenDelta.$Shape;
        }

        namespace ScreenDelta {

            /** Properties of a ScreenDelta. */
            interface $Properties {

                /** ScreenDelta screen */
                screen?: (number|null);

                /** ScreenDelta delta */
                delta?: (fulgur.v1.OutputDelta.$Properties|null);

                /** ScreenDelta cancel */
                cancel?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScreenDelta. */
            type $Shape = fulgur.v1.ScreenDelta.$Properties;
        }

        /**
         * Properties of a ScreenReleases.
         * @deprecated Use fulgur.v1.ScreenReleases.$Properties instead.
         */
        interface IScreenReleases extends fulgur.v1.ScreenReleases.$Properties {
        }

        /** Represents a ScreenReleases. */
        class ScreenReleases {

            /**
             * Constructs a new ScreenReleases.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ScreenReleases.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScreenReleases releases. */
            releases: fulgur.v1.ScreenRelease.$Properties[];

            /**
             * Creates a new ScreenReleases instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScreenReleases instance
             */
            static create(properties: fulgur.v1.ScreenReleases.$Shape): fulgur.v1.ScreenReleases & fulgur.v1.ScreenReleases.$Shape;
            static create(properties?: fulgur.v1.ScreenReleases.$Properties): fulgur.v1.ScreenReleases;

            /**
             * Encodes the specified ScreenReleases message. Does not implicitly {@link fulgur.v1.ScreenReleases.verify|verify} messages.
             * @param message ScreenReleases message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ScreenReleases.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScreenReleases message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenReleases & fulgur.v1.ScreenReleases.$Shape} ScreenReleases
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ScreenReleases & fulgur.v1.ScreenReleases.$Shape;
        }

        namespace ScreenReleases {

            /** Properties of a ScreenReleases. */
            interface $Properties {

                /** ScreenReleases releases */
                releases?: (fulgur.v1.ScreenRelease.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScreenReleases. */
            type $Shape = fulgur.v1.ScreenReleases.$Properties;
        }

        /**
         * Properties of a ScreenRelease.
         * @deprecated Use fulgur.v1.ScreenRelease.$Properties instead.
         */
        interface IScreenRelease extends fulgur.v1.ScreenRelease.$Properties {
        }

        /** Represents a ScreenRelease. */
        class ScreenRelease {

            /**
             * Constructs a new ScreenRelease.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.ScreenRelease.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScreenRelease screen. */
            screen: number;

            /** ScreenRelease release. */
            release?: (fulgur.v1.OutputRelease.$Properties|null);

            /** ScreenRelease failure. */
            failure?: (fulgur.v1.GuardFailure.$Properties|null);

            /**
             * Creates a new ScreenRelease instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ScreenRelease instance
             */
            static create(properties: fulgur.v1.ScreenRelease.$Shape): fulgur.v1.ScreenRelease & fulgur.v1.ScreenRelease.$Shape;
            static create(properties?: fulgur.v1.ScreenRelease.$Properties): fulgur.v1.ScreenRelease;

            /**
             * Encodes the specified ScreenRelease message. Does not implicitly {@link fulgur.v1.ScreenRelease.verify|verify} messages.
             * @param message ScreenRelease message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.ScreenRelease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScreenRelease message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.ScreenRelease & fulgur.v1.ScreenRelease.$Shape} ScreenRelease
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.ScreenRelease & fulgur.v1.ScreenRelease.$Shape;
        }

        namespace ScreenRelease {

            /** Properties of a ScreenRelease. */
            interface $Properties {

                /** ScreenRelease screen */
                screen?: (number|null);

                /** ScreenRelease release */
                release?: (fulgur.v1.OutputRelease.$Properties|null);

                /** ScreenRelease failure */
                failure?: (fulgur.v1.GuardFailure.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScreenRelease. */
            type $Shape = fulgur.v1.ScreenRelease.$Properties;
        }

        /**
         * Properties of a PromptQuestions.
         * @deprecated Use fulgur.v1.PromptQuestions.$Properties instead.
         */
        interface IPromptQuestions extends fulgur.v1.PromptQuestions.$Properties {
        }

        /** Represents a PromptQuestions. */
        class PromptQuestions {

            /**
             * Constructs a new PromptQuestions.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PromptQuestions.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PromptQuestions questions. */
            questions: fulgur.v1.PromptQuestion.$Properties[];

            /**
             * Creates a new PromptQuestions instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromptQuestions instance
             */
            static create(properties: fulgur.v1.PromptQuestions.$Shape): fulgur.v1.PromptQuestions & fulgur.v1.PromptQuestions.$Shape;
            static create(properties?: fulgur.v1.PromptQuestions.$Properties): fulgur.v1.PromptQuestions;

            /**
             * Encodes the specified PromptQuestions message. Does not implicitly {@link fulgur.v1.PromptQuestions.verify|verify} messages.
             * @param message PromptQuestions message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PromptQuestions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromptQuestions message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptQuestions & fulgur.v1.PromptQuestions.$Shape} PromptQuestions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PromptQuestions & fulgur.v1.PromptQuestions.$Shape;
        }

        namespace PromptQuestions {

            /** Properties of a PromptQuestions. */
            interface $Properties {

                /** PromptQuestions questions */
                questions?: (fulgur.v1.PromptQuestion.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PromptQuestions. */
            type $Shape = fulgur.v1.PromptQuestions.$Properties;
        }

        /**
         * Properties of a PromptQuestion.
         * @deprecated Use fulgur.v1.PromptQuestion.$Properties instead.
         */
        interface IPromptQuestion extends fulgur.v1.PromptQuestion.$Properties {
        }

        /** Represents a PromptQuestion. */
        class PromptQuestion {

            /**
             * Constructs a new PromptQuestion.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PromptQuestion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PromptQuestion question. */
            question: number;

            /** PromptQuestion prompt. */
            prompt?: (fulgur.v1.AssessPromptRequest.$Properties|null);

            /** PromptQuestion cancel. */
            cancel: boolean;

            /** PromptQuestion traceparent. */
            traceparent: string;

            /**
             * Creates a new PromptQuestion instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromptQuestion instance
             */
            static create(properties: fulgur.v1.PromptQuestion.$Shape): fulgur.v1.PromptQuestion & fulgur.v1.PromptQuestion.$Shape;
            static create(properties?: fulgur.v1.PromptQuestion.$Properties): fulgur.v1.PromptQuestion;

            /**
             * Encodes the specified PromptQuestion message. Does not implicitly {@link fulgur.v1.PromptQuestion.verify|verify} messages.
             * @param message PromptQuestion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PromptQuestion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromptQuestion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptQuestion & fulgur.v1.PromptQuestion.$Shape} PromptQuestion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PromptQuestion & fulgur.v1.PromptQuestion.$Shape;
        }

        namespace PromptQuestion {

            /** Properties of a PromptQuestion. */
            interface $Properties {

                /** PromptQuestion question */
                question?: (number|null);

                /** PromptQuestion prompt */
                prompt?: (fulgur.v1.AssessPromptRequest.$Properties|null);

                /** PromptQuestion cancel */
                cancel?: (boolean|null);

                /** PromptQuestion traceparent */
                traceparent?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PromptQuestion. */
            type $Shape = fulgur.v1.PromptQuestion.$Properties;
        }

        /**
         * Properties of a PromptAnswers.
         * @deprecated Use fulgur.v1.PromptAnswers.$Properties instead.
         */
        interface IPromptAnswers extends fulgur.v1.PromptAnswers.$Properties {
        }

        /** Represents a PromptAnswers. */
        class PromptAnswers {

            /**
             * Constructs a new PromptAnswers.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PromptAnswers.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PromptAnswers answers. */
            answers: fulgur.v1.PromptAnswer.$Properties[];

            /**
             * Creates a new PromptAnswers instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromptAnswers instance
             */
            static create(properties: fulgur.v1.PromptAnswers.$Shape): fulgur.v1.PromptAnswers & fulgur.v1.PromptAnswers.$Shape;
            static create(properties?: fulgur.v1.PromptAnswers.$Properties): fulgur.v1.PromptAnswers;

            /**
             * Encodes the specified PromptAnswers message. Does not implicitly {@link fulgur.v1.PromptAnswers.verify|verify} messages.
             * @param message PromptAnswers message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PromptAnswers.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromptAnswers message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptAnswers & fulgur.v1.PromptAnswers.$Shape} PromptAnswers
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PromptAnswers & fulgur.v1.PromptAnswers.$Shape;
        }

        namespace PromptAnswers {

            /** Properties of a PromptAnswers. */
            interface $Properties {

                /** PromptAnswers answers */
                answers?: (fulgur.v1.PromptAnswer.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PromptAnswers. */
            type $Shape = fulgur.v1.PromptAnswers.$Properties;
        }

        /**
         * Properties of a PromptAnswer.
         * @deprecated Use fulgur.v1.PromptAnswer.$Properties instead.
         */
        interface IPromptAnswer extends fulgur.v1.PromptAnswer.$Properties {
        }

        /** Represents a PromptAnswer. */
        class PromptAnswer {

            /**
             * Constructs a new PromptAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.PromptAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PromptAnswer question. */
            question: number;

            /** PromptAnswer assessment. */
            assessment?: (fulgur.v1.Assessment.$Properties|null);

            /** PromptAnswer failure. */
            failure?: (fulgur.v1.GuardFailure.$Properties|null);

            /**
             * Creates a new PromptAnswer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PromptAnswer instance
             */
            static create(properties: fulgur.v1.PromptAnswer.$Shape): fulgur.v1.PromptAnswer & fulgur.v1.PromptAnswer.$Shape;
            static create(properties?: fulgur.v1.PromptAnswer.$Properties): fulgur.v1.PromptAnswer;

            /**
             * Encodes the specified PromptAnswer message. Does not implicitly {@link fulgur.v1.PromptAnswer.verify|verify} messages.
             * @param message PromptAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.PromptAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PromptAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.PromptAnswer & fulgur.v1.PromptAnswer.$Shape} PromptAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.PromptAnswer & fulgur.v1.PromptAnswer.$Shape;
        }

        namespace PromptAnswer {

            /** Properties of a PromptAnswer. */
            interface $Properties {

                /** PromptAnswer question */
                question?: (number|null);

                /** PromptAnswer assessment */
                assessment?: (fulgur.v1.Assessment.$Properties|null);

                /** PromptAnswer failure */
                failure?: (fulgur.v1.GuardFailure.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PromptAnswer. */
            type $Shape = fulgur.v1.PromptAnswer.$Properties;
        }

        /**
         * Properties of a RpcStatus.
         * @deprecated Use fulgur.v1.RpcStatus.$Properties instead.
         */
        interface IRpcStatus extends fulgur.v1.RpcStatus.$Properties {
        }

        /** Represents a RpcStatus. */
        class RpcStatus {

            /**
             * Constructs a new RpcStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.RpcStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RpcStatus code. */
            code: number;

            /** RpcStatus message. */
            message: string;

            /** RpcStatus details. */
            details: fulgur.v1.RpcAny.$Properties[];

            /**
             * Creates a new RpcStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RpcStatus instance
             */
            static create(properties: fulgur.v1.RpcStatus.$Shape): fulgur.v1.RpcStatus & fulgur.v1.RpcStatus.$Shape;
            static create(properties?: fulgur.v1.RpcStatus.$Properties): fulgur.v1.RpcStatus;

            /**
             * Encodes the specified RpcStatus message. Does not implicitly {@link fulgur.v1.RpcStatus.verify|verify} messages.
             * @param message RpcStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.RpcStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RpcStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcStatus & fulgur.v1.RpcStatus.$Shape} RpcStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.RpcStatus & fulgur.v1.RpcStatus.$Shape;
        }

        namespace RpcStatus {

            /** Properties of a RpcStatus. */
            interface $Properties {

                /** RpcStatus code */
                code?: (number|null);

                /** RpcStatus message */
                message?: (string|null);

                /** RpcStatus details */
                details?: (fulgur.v1.RpcAny.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RpcStatus. */
            type $Shape = fulgur.v1.RpcStatus.$Properties;
        }

        /**
         * Properties of a RpcAny.
         * @deprecated Use fulgur.v1.RpcAny.$Properties instead.
         */
        interface IRpcAny extends fulgur.v1.RpcAny.$Properties {
        }

        /** Represents a RpcAny. */
        class RpcAny {

            /**
             * Constructs a new RpcAny.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.RpcAny.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RpcAny typeUrl. */
            typeUrl: string;

            /** RpcAny value. */
            value: Uint8Array;

            /**
             * Creates a new RpcAny instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RpcAny instance
             */
            static create(properties: fulgur.v1.RpcAny.$Shape): fulgur.v1.RpcAny & fulgur.v1.RpcAny.$Shape;
            static create(properties?: fulgur.v1.RpcAny.$Properties): fulgur.v1.RpcAny;

            /**
             * Encodes the specified RpcAny message. Does not implicitly {@link fulgur.v1.RpcAny.verify|verify} messages.
             * @param message RpcAny message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.RpcAny.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RpcAny message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcAny & fulgur.v1.RpcAny.$Shape} RpcAny
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.RpcAny & fulgur.v1.RpcAny.$Shape;
        }

        namespace RpcAny {

            /** Properties of a RpcAny. */
            interface $Properties {

                /** RpcAny typeUrl */
                typeUrl?: (string|null);

                /** RpcAny value */
                value?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RpcAny. */
            type $Shape = fulgur.v1.RpcAny.$Properties;
        }

        /**
         * Properties of a RpcErrorInfo.
         * @deprecated Use fulgur.v1.RpcErrorInfo.$Properties instead.
         */
        interface IRpcErrorInfo extends fulgur.v1.RpcErrorInfo.$Properties {
        }

        /** Represents a RpcErrorInfo. */
        class RpcErrorInfo {

            /**
             * Constructs a new RpcErrorInfo.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.RpcErrorInfo.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RpcErrorInfo reason. */
            reason: string;

            /** RpcErrorInfo domain. */
            domain: string;

            /** RpcErrorInfo metadata. */
            metadata: { [k: string]: string };

            /**
             * Creates a new RpcErrorInfo instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RpcErrorInfo instance
             */
            static create(properties: fulgur.v1.RpcErrorInfo.$Shape): fulgur.v1.RpcErrorInfo & fulgur.v1.RpcErrorInfo.$Shape;
            static create(properties?: fulgur.v1.RpcErrorInfo.$Properties): fulgur.v1.RpcErrorInfo;

            /**
             * Encodes the specified RpcErrorInfo message. Does not implicitly {@link fulgur.v1.RpcErrorInfo.verify|verify} messages.
             * @param message RpcErrorInfo message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.RpcErrorInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RpcErrorInfo message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.RpcErrorInfo & fulgur.v1.RpcErrorInfo.$Shape} RpcErrorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.RpcErrorInfo & fulgur.v1.RpcErrorInfo.$Shape;
        }

        namespace RpcErrorInfo {

            /** Properties of a RpcErrorInfo. */
            interface $Properties {

                /** RpcErrorInfo reason */
                reason?: (string|null);

                /** RpcErrorInfo domain */
                domain?: (string|null);

                /** RpcErrorInfo metadata */
                metadata?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RpcErrorInfo. */
            type $Shape = fulgur.v1.RpcErrorInfo.$Properties;
        }

        /**
         * Properties of a CorpusBatch.
         * @deprecated Use fulgur.v1.CorpusBatch.$Properties instead.
         */
        interface ICorpusBatch extends fulgur.v1.CorpusBatch.$Properties {
        }

        /** Represents a CorpusBatch. */
        class CorpusBatch {

            /**
             * Constructs a new CorpusBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.CorpusBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CorpusBatch texts. */
            texts: string[];

            /**
             * Creates a new CorpusBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CorpusBatch instance
             */
            static create(properties: fulgur.v1.CorpusBatch.$Shape): fulgur.v1.CorpusBatch & fulgur.v1.CorpusBatch.$Shape;
            static create(properties?: fulgur.v1.CorpusBatch.$Properties): fulgur.v1.CorpusBatch;

            /**
             * Encodes the specified CorpusBatch message. Does not implicitly {@link fulgur.v1.CorpusBatch.verify|verify} messages.
             * @param message CorpusBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.CorpusBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CorpusBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.CorpusBatch & fulgur.v1.CorpusBatch.$Shape} CorpusBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.CorpusBatch & fulgur.v1.CorpusBatch.$Shape;
        }

        namespace CorpusBatch {

            /** Properties of a CorpusBatch. */
            interface $Properties {

                /** CorpusBatch texts */
                texts?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CorpusBatch. */
            type $Shape = fulgur.v1.CorpusBatch.$Properties;
        }

        /**
         * Properties of a CorpusVerdicts.
         * @deprecated Use fulgur.v1.CorpusVerdicts.$Properties instead.
         */
        interface ICorpusVerdicts extends fulgur.v1.CorpusVerdicts.$Properties {
        }

        /** Represents a CorpusVerdicts. */
        class CorpusVerdicts {

            /**
             * Constructs a new CorpusVerdicts.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.CorpusVerdicts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CorpusVerdicts verdicts. */
            verdicts: fulgur.v1.DocumentVerdict.$Properties[];

            /**
             * Creates a new CorpusVerdicts instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CorpusVerdicts instance
             */
            static create(properties: fulgur.v1.CorpusVerdicts.$Shape): fulgur.v1.CorpusVerdicts & fulgur.v1.CorpusVerdicts.$Shape;
            static create(properties?: fulgur.v1.CorpusVerdicts.$Properties): fulgur.v1.CorpusVerdicts;

            /**
             * Encodes the specified CorpusVerdicts message. Does not implicitly {@link fulgur.v1.CorpusVerdicts.verify|verify} messages.
             * @param message CorpusVerdicts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.CorpusVerdicts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CorpusVerdicts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.CorpusVerdicts & fulgur.v1.CorpusVerdicts.$Shape} CorpusVerdicts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.CorpusVerdicts & fulgur.v1.CorpusVerdicts.$Shape;
        }

        namespace CorpusVerdicts {

            /** Properties of a CorpusVerdicts. */
            interface $Properties {

                /** CorpusVerdicts verdicts */
                verdicts?: (fulgur.v1.DocumentVerdict.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CorpusVerdicts. */
            type $Shape = fulgur.v1.CorpusVerdicts.$Properties;
        }

        /** DocumentAction enum. */
        enum DocumentAction {

            /** DOCUMENT_ACTION_UNSPECIFIED value */
            DOCUMENT_ACTION_UNSPECIFIED = 0,

            /** DOCUMENT_ACTION_KEEP value */
            DOCUMENT_ACTION_KEEP = 1,

            /** DOCUMENT_ACTION_REDACT value */
            DOCUMENT_ACTION_REDACT = 2,

            /** DOCUMENT_ACTION_DROP value */
            DOCUMENT_ACTION_DROP = 3
        }

        /**
         * Properties of a DocumentVerdict.
         * @deprecated Use fulgur.v1.DocumentVerdict.$Properties instead.
         */
        interface IDocumentVerdict extends fulgur.v1.DocumentVerdict.$Properties {
        }

        /** Represents a DocumentVerdict. */
        class DocumentVerdict {

            /**
             * Constructs a new DocumentVerdict.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.DocumentVerdict.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DocumentVerdict action. */
            action: fulgur.v1.DocumentAction;

            /** DocumentVerdict reasons. */
            reasons: fulgur.v1.DocumentReason.$Properties[];

            /** DocumentVerdict redacted. */
            redacted: string;

            /**
             * Creates a new DocumentVerdict instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DocumentVerdict instance
             */
            static create(properties: fulgur.v1.DocumentVerdict.$Shape): fulgur.v1.DocumentVerdict & fulgur.v1.DocumentVerdict.$Shape;
            static create(properties?: fulgur.v1.DocumentVerdict.$Properties): fulgur.v1.DocumentVerdict;

            /**
             * Encodes the specified DocumentVerdict message. Does not implicitly {@link fulgur.v1.DocumentVerdict.verify|verify} messages.
             * @param message DocumentVerdict message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.DocumentVerdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DocumentVerdict message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.DocumentVerdict & fulgur.v1.DocumentVerdict.$Shape} DocumentVerdict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.DocumentVerdict & fulgur.v1.DocumentVerdict.$Shape;
        }

        namespace DocumentVerdict {

            /** Properties of a DocumentVerdict. */
            interface $Properties {

                /** DocumentVerdict action */
                action?: (fulgur.v1.DocumentAction|null);

                /** DocumentVerdict reasons */
                reasons?: (fulgur.v1.DocumentReason.$Properties[]|null);

                /** DocumentVerdict redacted */
                redacted?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DocumentVerdict. */
            type $Shape = fulgur.v1.DocumentVerdict.$Properties;
        }

        /**
         * Properties of a DocumentReason.
         * @deprecated Use fulgur.v1.DocumentReason.$Properties instead.
         */
        interface IDocumentReason extends fulgur.v1.DocumentReason.$Properties {
        }

        /** Represents a DocumentReason. */
        class DocumentReason {

            /**
             * Constructs a new DocumentReason.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.DocumentReason.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DocumentReason kind. */
            kind: string;

            /** DocumentReason name. */
            name: string;

            /** DocumentReason detector. */
            detector: string;

            /** DocumentReason startOffset. */
            startOffset: number;

            /** DocumentReason endOffset. */
            endOffset: number;

            /** DocumentReason score. */
            score: number;

            /**
             * Creates a new DocumentReason instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DocumentReason instance
             */
            static create(properties: fulgur.v1.DocumentReason.$Shape): fulgur.v1.DocumentReason & fulgur.v1.DocumentReason.$Shape;
            static create(properties?: fulgur.v1.DocumentReason.$Properties): fulgur.v1.DocumentReason;

            /**
             * Encodes the specified DocumentReason message. Does not implicitly {@link fulgur.v1.DocumentReason.verify|verify} messages.
             * @param message DocumentReason message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.DocumentReason.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DocumentReason message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.DocumentReason & fulgur.v1.DocumentReason.$Shape} DocumentReason
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.DocumentReason & fulgur.v1.DocumentReason.$Shape;
        }

        namespace DocumentReason {

            /** Properties of a DocumentReason. */
            interface $Properties {

                /** DocumentReason kind */
                kind?: (string|null);

                /** DocumentReason name */
                name?: (string|null);

                /** DocumentReason detector */
                detector?: (string|null);

                /** DocumentReason startOffset */
                startOffset?: (number|null);

                /** DocumentReason endOffset */
                endOffset?: (number|null);

                /** DocumentReason score */
                score?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DocumentReason. */
            type $Shape = fulgur.v1.DocumentReason.$Properties;
        }

        /**
         * Properties of an AnswerBatch.
         * @deprecated Use fulgur.v1.AnswerBatch.$Properties instead.
         */
        interface IAnswerBatch extends fulgur.v1.AnswerBatch.$Properties {
        }

        /** Represents an AnswerBatch. */
        class AnswerBatch {

            /**
             * Constructs a new AnswerBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AnswerBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AnswerBatch answers. */
            answers: fulgur.v1.AnswerToScore.$Properties[];

            /**
             * Creates a new AnswerBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AnswerBatch instance
             */
            static create(properties: fulgur.v1.AnswerBatch.$Shape): fulgur.v1.AnswerBatch & fulgur.v1.AnswerBatch.$Shape;
            static create(properties?: fulgur.v1.AnswerBatch.$Properties): fulgur.v1.AnswerBatch;

            /**
             * Encodes the specified AnswerBatch message. Does not implicitly {@link fulgur.v1.AnswerBatch.verify|verify} messages.
             * @param message AnswerBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AnswerBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AnswerBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerBatch & fulgur.v1.AnswerBatch.$Shape} AnswerBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AnswerBatch & fulgur.v1.AnswerBatch.$Shape;
        }

        namespace AnswerBatch {

            /** Properties of an AnswerBatch. */
            interface $Properties {

                /** AnswerBatch answers */
                answers?: (fulgur.v1.AnswerToScore.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AnswerBatch. */
            type $Shape = fulgur.v1.AnswerBatch.$Properties;
        }

        /**
         * Properties of an AnswerToScore.
         * @deprecated Use fulgur.v1.AnswerToScore.$Properties instead.
         */
        interface IAnswerToScore extends fulgur.v1.AnswerToScore.$Properties {
        }

        /** Represents an AnswerToScore. */
        class AnswerToScore {

            /**
             * Constructs a new AnswerToScore.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AnswerToScore.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AnswerToScore prompt. */
            prompt: string;

            /** AnswerToScore answer. */
            answer: string;

            /**
             * Creates a new AnswerToScore instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AnswerToScore instance
             */
            static create(properties: fulgur.v1.AnswerToScore.$Shape): fulgur.v1.AnswerToScore & fulgur.v1.AnswerToScore.$Shape;
            static create(properties?: fulgur.v1.AnswerToScore.$Properties): fulgur.v1.AnswerToScore;

            /**
             * Encodes the specified AnswerToScore message. Does not implicitly {@link fulgur.v1.AnswerToScore.verify|verify} messages.
             * @param message AnswerToScore message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AnswerToScore.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AnswerToScore message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerToScore & fulgur.v1.AnswerToScore.$Shape} AnswerToScore
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AnswerToScore & fulgur.v1.AnswerToScore.$Shape;
        }

        namespace AnswerToScore {

            /** Properties of an AnswerToScore. */
            interface $Properties {

                /** AnswerToScore prompt */
                prompt?: (string|null);

                /** AnswerToScore answer */
                answer?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AnswerToScore. */
            type $Shape = fulgur.v1.AnswerToScore.$Properties;
        }

        /**
         * Properties of an AnswerScores.
         * @deprecated Use fulgur.v1.AnswerScores.$Properties instead.
         */
        interface IAnswerScores extends fulgur.v1.AnswerScores.$Properties {
        }

        /** Represents an AnswerScores. */
        class AnswerScores {

            /**
             * Constructs a new AnswerScores.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AnswerScores.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AnswerScores scores. */
            scores: fulgur.v1.AnswerScore.$Properties[];

            /**
             * Creates a new AnswerScores instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AnswerScores instance
             */
            static create(properties: fulgur.v1.AnswerScores.$Shape): fulgur.v1.AnswerScores & fulgur.v1.AnswerScores.$Shape;
            static create(properties?: fulgur.v1.AnswerScores.$Properties): fulgur.v1.AnswerScores;

            /**
             * Encodes the specified AnswerScores message. Does not implicitly {@link fulgur.v1.AnswerScores.verify|verify} messages.
             * @param message AnswerScores message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AnswerScores.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AnswerScores message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerScores & fulgur.v1.AnswerScores.$Shape} AnswerScores
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AnswerScores & fulgur.v1.AnswerScores.$Shape;
        }

        namespace AnswerScores {

            /** Properties of an AnswerScores. */
            interface $Properties {

                /** AnswerScores scores */
                scores?: (fulgur.v1.AnswerScore.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AnswerScores. */
            type $Shape = fulgur.v1.AnswerScores.$Properties;
        }

        /**
         * Properties of an AnswerScore.
         * @deprecated Use fulgur.v1.AnswerScore.$Properties instead.
         */
        interface IAnswerScore extends fulgur.v1.AnswerScore.$Properties {
        }

        /** Represents an AnswerScore. */
        class AnswerScore {

            /**
             * Constructs a new AnswerScore.
             * @param [properties] Properties to set
             */
            constructor(properties?: fulgur.v1.AnswerScore.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AnswerScore reward. */
            reward: number;

            /** AnswerScore harm. */
            harm: number;

            /** AnswerScore category. */
            category: string;

            /** AnswerScore promptHarm. */
            promptHarm: number;

            /** AnswerScore refusal. */
            refusal: boolean;

            /**
             * Creates a new AnswerScore instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AnswerScore instance
             */
            static create(properties: fulgur.v1.AnswerScore.$Shape): fulgur.v1.AnswerScore & fulgur.v1.AnswerScore.$Shape;
            static create(properties?: fulgur.v1.AnswerScore.$Properties): fulgur.v1.AnswerScore;

            /**
             * Encodes the specified AnswerScore message. Does not implicitly {@link fulgur.v1.AnswerScore.verify|verify} messages.
             * @param message AnswerScore message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: fulgur.v1.AnswerScore.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AnswerScore message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {fulgur.v1.AnswerScore & fulgur.v1.AnswerScore.$Shape} AnswerScore
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): fulgur.v1.AnswerScore & fulgur.v1.AnswerScore.$Shape;
        }

        namespace AnswerScore {

            /** Properties of an AnswerScore. */
            interface $Properties {

                /** AnswerScore reward */
                reward?: (number|null);

                /** AnswerScore harm */
                harm?: (number|null);

                /** AnswerScore category */
                category?: (string|null);

                /** AnswerScore promptHarm */
                promptHarm?: (number|null);

                /** AnswerScore refusal */
                refusal?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AnswerScore. */
            type $Shape = fulgur.v1.AnswerScore.$Properties;
        }
    }
}
