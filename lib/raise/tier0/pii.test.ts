import { describe, expect, it } from 'vitest';
import { isChineseResidentId, isCreditCard, isEmail, isIban, isPhoneNumber, passesLuhn } from './pii.ts';

describe('checks of personal data', () => {
  it('accepts card numbers of a network whose Luhn digit is right, and no other', () => {
    for (const card of [
      '4012888888881881',
      '5555 5555 5555 4444',
      '3782-822463-10005',
      '6011111111111117',
      '6250941006528599',
    ]) {
      expect(isCreditCard(card), card).toBe(true);
    }
    for (const number of ['4012888888881882', '1234567890123452', '0000000000000000', '401288888888188']) {
      expect(isCreditCard(number), number).toBe(false);
    }
    expect(passesLuhn('79927398713')).toBe(true);
    expect(passesLuhn('79927398710')).toBe(false);
  });

  it('accepts IBANs with the length of their country and the right check digits', () => {
    for (const iban of ['GB82 WEST 1234 5698 7654 32', 'DE89370400440532013000', 'fr14 2004 1010 0505 0001 3M02 606']) {
      expect(isIban(iban), iban).toBe(true);
    }
    for (const text of ['GB82 WEST 1234 5698 7654 33', 'DE8937040044053201300', 'ZZ89370400440532013000']) {
      expect(isIban(text), text).toBe(false);
    }
  });

  it('accepts Chinese resident ids with a real birth date and the right check character', () => {
    expect(isChineseResidentId('11010519491231002X')).toBe(true);
    expect(isChineseResidentId('11010519491231002x')).toBe(true);
    expect(isChineseResidentId('440524188001010014')).toBe(false);
    expect(isChineseResidentId('110105194912310021')).toBe(false);
    expect(isChineseResidentId('11010519491331002X')).toBe(false);
  });

  it('accepts phone numbers by the lengths of their plans', () => {
    for (const phone of ['+44 20 7946 0958', '+86 138 0013 8000', '13800138000', '(212) 555-0123', '415-555-2671']) {
      expect(isPhoneNumber(phone), phone).toBe(true);
    }
    for (const text of ['+1 2', '12800138000', '000-000-0000', '111-111-1111'])
      expect(isPhoneNumber(text), text).toBe(false);
  });

  it('does not take documentation and file names for addresses', () => {
    expect(isEmail('ann@acme.io')).toBe(true);
    for (const text of ['a@example.com', 'me@localhost', 'icon@2x.png', 'a..b@acme.io', `${'a'.repeat(65)}@acme.io`]) {
      expect(isEmail(text), text).toBe(false);
    }
  });
});
